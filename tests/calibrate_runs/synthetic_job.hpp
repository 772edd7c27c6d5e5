// A job whose figures follow from known constants by formula: what a fit must find again, without an engine.
#pragma once

#include "models/calibration/run_fit.hpp"

#include <vector>

namespace archipelago::test {

struct SyntheticRun {
  double gigabits = 1;                        // of its links
  double megabytes = 185;                     // that leave a node per synchronization
  double steps = 32;                          // between two
  bool from_the_start = false;                // the first synchronization counts, of ten
};

// The figures of each run: median synchronization time, mean synchronization time, compute utilization, step time.
inline constexpr std::size_t figures_per_run = 4;

class SyntheticJob {
public:
  SyntheticJob(std::vector<SyntheticRun> runs, JobConstants truth) : runs_(std::move(runs)), truth_(std::move(truth)) {}

  std::vector<double> figures(const JobConstants& constants) const;
  std::vector<RunLine> lines() const;         // measured without noise
  std::vector<BytesPerSecond> rates() const;
  PredictLines predict() const;

private:
  std::vector<SyntheticRun> runs_;
  JobConstants truth_;
};

RateEfficiencies curve(std::vector<std::pair<double, double>> gigabits_and_efficiency);

} // namespace archipelago::test
