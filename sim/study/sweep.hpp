// The runs of a study that its store does not have yet, handed out one by one, and their outcomes on the way into the store.
//
// Runs go seed by seed over all points, so that an interrupted study has looked everywhere. A run that failed is tried again at
// the end, as often as `retries` says; then it stays failed, with its reason. With a target for the half-width, a point gets
// further seeds (replicate.hpp's rule, from its own results only) when its present ones have ended: what is played depends
// neither on the number of processes nor on interruptions.
#pragma once

#include "sim/study/plan_points.hpp"
#include "sim/study/supervisor.hpp"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// All that a process needs to play one run; it reads the scenario itself.
struct SweepRun {
  std::string scenario, hash;                 // id in the store; hash of the world
  std::vector<std::string> overrides;
  std::uint64_t seed = 1;
  bool drop_unused = false;                   // keys that its protocol does not use
};

struct SweepOptions {
  int retries = 1;
  bool retry_failed = false;                  // what an earlier start gave up
  std::optional<double> half_width;           // of `figure`
  std::string figure = "goodput";
  std::size_t most_replications = 64;
  std::size_t shard = 1, shards = 1;          // this one takes every n-th scenario
};

class Sweep : public JobSource {
public:
  using MakeJob = std::function<Job(const SweepRun&)>;
  Sweep(Store& store, const std::vector<PlannedPoint>& points, const SweepOptions& options, MakeJob make_job);

  std::optional<NumberedJob> next() override;
  void ended(std::size_t run, Outcome outcome) override;

  std::optional<std::pair<std::size_t, SweepRun>> next_run();   // the same without a job, for runs that are played elsewhere
  bool finished() const { return queue_.empty() && under_way_.empty(); }

  std::size_t waiting() const { return queue_.size() + under_way_.size(); }
  std::size_t cached() const { return cached_; }
  std::size_t played() const { return played_; }
  std::size_t failed() const { return failed_; }                // for good

  // The seeds that belong to a scenario of the study, in their order.
  const std::vector<std::uint64_t>& seeds(const std::string& scenario) const { return cells_.at(scenario).seeds; }
  bool has(const std::string& scenario) const { return cells_.contains(scenario); }   // false: another shard's

private:
  struct Cell {
    std::string hash;
    std::vector<std::string> overrides;
    std::vector<std::uint64_t> seeds;
    std::size_t open = 0;                     // seeds without a final outcome
    bool chance = true, drop_unused = false;
  };
  struct Ticket { std::string scenario; std::uint64_t seed = 1; };

  void look_up(const std::string& scenario, std::uint64_t seed);
  void grow(const std::string& scenario);     // more seeds, if the interval is too wide

  Store& store_;
  SweepOptions options_;
  MakeJob make_job_;
  std::map<std::string, Cell> cells_;
  std::deque<Ticket> queue_;
  std::map<std::size_t, Ticket> under_way_;
  std::size_t next_run_ = 0, cached_ = 0, played_ = 0, failed_ = 0;
};

} // namespace archipelago
