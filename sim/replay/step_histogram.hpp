// Exact distribution of a small whole number of steps (staleness): mean and 99th percentile.
#pragma once

#include "models/result.hpp"
#include "sim/replay/cycle_state.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace archipelago {

class StepHistogram {
public:
  static constexpr std::int64_t largest = 4096;   // beyond it counts as this

  void add(std::int64_t steps) {
    const auto bin = static_cast<std::size_t>(std::clamp<std::int64_t>(steps, 0, largest));
    if (bin >= counts_.size()) counts_.resize(bin + 1);
    ++counts_[bin];
    ++total_;
  }

  void report(SyncerResult& result) const {
    if (total_ == 0) return;
    double sum = 0;
    std::int64_t seen = 0;
    bool found = false;
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
      sum += static_cast<double>(bin) * static_cast<double>(counts_[bin]);
      seen += counts_[bin];
      if (!found && 100 * seen >= 99 * total_) {
        result.staleness_p99_steps = static_cast<double>(bin);
        found = true;
      }
    }
    result.staleness_mean_steps = sum / static_cast<double>(total_);
  }

  void visit(CycleState& state) {
    state.same(counts_.size());
    for (auto& count : counts_) state.count(count);
    state.count(total_);
  }

private:
  std::vector<std::int64_t> counts_;
  std::int64_t total_ = 0;
};

} // namespace archipelago
