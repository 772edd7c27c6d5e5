// The other ranks: each forks the runs that rank 0 gives it. Children never call MPI.
#include "sim/cli/study_setup.hpp"
#include "sim/study/mpi/front.hpp"

#include <deque>

namespace archipelago {

namespace {

class RemoteRuns : public JobSource {
public:
  explicit RemoteRuns(std::string scenario_file) : scenario_file_(std::move(scenario_file)) {}

  std::optional<NumberedJob> next() override {
    while (auto message = received()) {
      if (message->tag == Tag::done) done_ = true;
      if (message->tag == Tag::run) arrived_.push_back(run_from(message->text));
    }
    if (done_) return std::nullopt;
    if (arrived_.empty()) {
      if (!asked_) send(0, Tag::wants);       // one request at a time: the next follows when this one is served
      asked_ = true;
      return std::nullopt;
    }
    auto [number, run] = std::move(arrived_.front());
    arrived_.pop_front();
    asked_ = false;
    return NumberedJob{number, make_sweep_job(scenario_file_, run)};
  }

  void ended(std::size_t run, Outcome outcome) override { if (!done_) send(0, Tag::ended, outcome_text(run, outcome)); }
  bool may_give_more() const override { return !done_; }
  std::chrono::milliseconds patience() const override { return std::chrono::milliseconds(2); }

private:
  std::string scenario_file_;
  std::deque<std::pair<std::size_t, SweepRun>> arrived_;
  bool asked_ = false, done_ = false;
};

} // namespace

void work(const std::string& scenario_file, const SupervisorOptions& options) {
  RemoteRuns runs(scenario_file);
  supervise(runs, options);
}

} // namespace archipelago
