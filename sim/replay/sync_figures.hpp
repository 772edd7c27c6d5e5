// The syncer's figures, gathered as rounds happen: who took part, how long they took, how stale their result was.
#pragma once

#include "models/result.hpp"
#include "models/statistics/quantile.hpp"
#include "sim/replay/step_histogram.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

struct SyncFigures {
  std::int64_t rounds = 0;
  double contributors = 0;                    // summed over rounds
  std::vector<std::int64_t> histogram;        // [k] = rounds with k contributors
  std::vector<double> weight;                 // per learner, merge shares summed over rounds
  double quorum = 0, grace = 0;               // seconds, summed over rounds
  QuantileStream sync;
  StepHistogram staleness;                    // steps (or server updates) from a report until its result is applied
  bool noting = false;                        // someone wants to know how long each takes
  std::vector<double> noted;

  explicit SyncFigures(std::size_t learners = 0) : histogram(learners + 1), weight(learners) {}

  void count_round(std::size_t taking_part) {
    ++rounds;
    contributors += static_cast<double>(taking_part);
    ++histogram[taking_part];
  }

  // How long a synchronization took, from launch to back.
  void took(double seconds) {
    sync.add(seconds);
    if (noting) noted.push_back(seconds);
  }

  // All but the times of synchronizations: those noted since the state was are added again for each period.
  void visit(CycleState& state) {
    state.count(rounds);
    state.count(contributors);
    for (auto& count : histogram) state.count(count);
    for (double& share : weight) state.count(share);
    state.count(quorum);
    state.count(grace);
    staleness.visit(state);
  }
  void note() { noting = true, noted.clear(); }
  void repeat(std::int64_t times) {
    for (const double seconds : noted) sync.add(seconds, static_cast<std::uint64_t>(times));
    noting = false;
    noted.clear();
  }

  void report(SyncerResult& result) const {
    result.rounds = rounds;
    result.contributors_histogram = histogram;
    result.weight_share = weight;
    if (rounds == 0) return;
    const auto all = static_cast<double>(rounds);
    result.contributors_mean = contributors / all;
    result.quorum_wait_s = quorum / all;
    result.grace_s = grace / all;
    for (double& share : result.weight_share) share /= all;
    if (sync.count() > 0) {
      result.sync_mean_s = sync.mean();
      result.sync_p50_s = sync.quantile(0.5);
      result.sync_p99_s = sync.quantile(0.99);
      result.sync_max_s = sync.max();
    }
    staleness.report(result);
  }
};

} // namespace archipelago
