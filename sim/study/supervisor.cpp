#include "sim/study/supervisor.hpp"

#include "sim/study/child.hpp"
#include "sim/study/child_watch.hpp"
#include "sim/study/interrupt.hpp"

#include <algorithm>
#include <list>
#include <thread>

#include <poll.h>

namespace archipelago {

namespace {

using Clock = ChildWatch::Clock;

// Until the nearest deadline; without one, a child's words or end wake the loop.
timespec time_left(const std::list<ChildWatch>& children, Clock::time_point now, std::chrono::milliseconds patience) {
  auto nearest = now + patience;
  for (const auto& child : children) if (child.deadline()) nearest = std::min(nearest, *child.deadline());
  const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(std::max(nearest - now, Clock::duration::zero())).count();
  return {static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
}

void wait_for_news(const std::list<ChildWatch>& children, const Interrupt& interrupt, std::chrono::milliseconds patience) {
  std::vector<pollfd> pipes;
  for (const auto& child : children) for (int pipe : child.open_pipes()) pipes.push_back({pipe, POLLIN, 0});
  const timespec timeout = time_left(children, Clock::now(), patience);
  ppoll(pipes.data(), pipes.size(), &timeout, &interrupt.mask_while_waiting());
}

struct EndedRun {
  std::size_t run;
  Outcome outcome;
};

std::vector<EndedRun> ended_of(std::list<ChildWatch>& children) {
  std::vector<EndedRun> ended;
  for (auto child = children.begin(); child != children.end();) {
    child->listen();
    if (auto outcome = child->ended()) {
      ended.push_back({child->run(), std::move(*outcome)});
      child = children.erase(child);
    } else ++child;
  }
  return ended;
}

void tell(std::vector<EndedRun>& ended, JobSource& source, Listener* listener) {
  for (EndedRun& each : ended) {
    if (listener) listener->on_outcome(each.run, each.outcome);
    source.ended(each.run, std::move(each.outcome));
  }
  ended.clear();
}

// The jobs of a list, whose outcomes are kept.
class JobList : public JobSource {
public:
  JobList(const std::vector<Job>& jobs, std::size_t first_run) : jobs_(jobs), first_run_(first_run), outcomes_(jobs.size()) {}

  std::optional<NumberedJob> next() override {
    if (next_ == jobs_.size()) return std::nullopt;
    const std::size_t index = next_++;
    return NumberedJob{first_run_ + index, jobs_[index]};
  }
  void ended(std::size_t run, Outcome outcome) override { outcomes_[run - first_run_] = std::move(outcome); }

  std::vector<Outcome> taken_outcomes() {
    std::vector<Outcome> taken;
    for (auto& outcome : outcomes_) if (outcome) taken.push_back(std::move(*outcome));
    return taken;
  }

private:
  const std::vector<Job>& jobs_;
  std::size_t first_run_, next_ = 0;
  std::vector<std::optional<Outcome>> outcomes_;
};

} // namespace

bool supervise(JobSource& source, const SupervisorOptions& options) {
  const unsigned parallel = options.parallel ? options.parallel : std::max(1u, std::thread::hardware_concurrency());
  const Interrupt interrupt;
  std::list<ChildWatch> children;
  std::vector<EndedRun> ended;

  while (!interrupt.requested()) {
    while (children.size() < parallel) {
      auto next = source.next();
      if (!next) break;
      children.emplace_back(next->run, next->job, options);
    }
    // Only now, with the next runs under way, what the last ones found is told: to keep it takes time, and a core would stand idle.
    if (!ended.empty()) {
      tell(ended, source, options.listener);
      continue;                               // what is known now may bring more runs
    }
    if (children.empty() && !source.may_give_more()) return true;
    wait_for_news(children, interrupt, source.patience());
    ended = ended_of(children);
  }
  // An interrupt makes children end that had not ended; those that had are kept.
  std::erase_if(ended, [](const EndedRun& each) { return !each.outcome.result; });
  tell(ended, source, options.listener);
  return false;   // the list's end kills and reaps what an interrupt left
}

StudyOutcome supervise(const std::vector<Job>& jobs, const SupervisorOptions& options) {
  JobList list(jobs, options.first_run);
  const bool whole = supervise(list, options);
  return {list.taken_outcomes(), !whole};
}

} // namespace archipelago
