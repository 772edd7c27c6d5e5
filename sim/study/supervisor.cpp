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
timespec time_left(const std::list<ChildWatch>& children, Clock::time_point now) {
  auto nearest = now + std::chrono::hours(1);
  for (const auto& child : children) if (child.deadline()) nearest = std::min(nearest, *child.deadline());
  const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(std::max(nearest - now, Clock::duration::zero())).count();
  return {static_cast<time_t>(left / 1'000'000'000), static_cast<long>(left % 1'000'000'000)};
}

void wait_for_news(const std::list<ChildWatch>& children, const Interrupt& interrupt) {
  std::vector<pollfd> pipes;
  for (const auto& child : children) for (int pipe : child.open_pipes()) pipes.push_back({pipe, POLLIN, 0});
  const timespec timeout = time_left(children, Clock::now());
  ppoll(pipes.data(), pipes.size(), &timeout, &interrupt.mask_while_waiting());
}

} // namespace

StudyOutcome supervise(const std::vector<Job>& jobs, const SupervisorOptions& options) {
  const unsigned parallel = options.parallel ? options.parallel : std::max(1u, std::thread::hardware_concurrency());
  const Interrupt interrupt;
  std::vector<std::optional<Outcome>> outcomes(jobs.size());
  std::list<ChildWatch> children;
  std::size_t next = 0;

  while ((next < jobs.size() || !children.empty()) && !interrupt.requested()) {
    while (next < jobs.size() && children.size() < parallel) {
      children.emplace_back(options.first_run + next, jobs[next], options);
      ++next;
    }
    wait_for_news(children, interrupt);
    for (auto child = children.begin(); child != children.end();) {
      child->listen();
      if (auto outcome = child->ended()) {
        auto& place = outcomes[child->run() - options.first_run];
        if (!interrupt.requested() || outcome->result) place = std::move(outcome);
        if (options.listener && place) options.listener->on_outcome(child->run(), *place);
        child = children.erase(child);
      } else ++child;
    }
  }
  children.clear();   // kills and reaps what an interrupt left

  StudyOutcome study{{}, interrupt.requested()};
  for (auto& outcome : outcomes) if (outcome) study.outcomes.push_back(std::move(*outcome));
  return study;
}

} // namespace archipelago
