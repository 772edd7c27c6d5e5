#include "tests/calibrate_runs/synthetic_job.hpp"

#include <algorithm>

namespace archipelago::test {

namespace {
constexpr double step_s = 0.025, rounds = 10;
BytesPerSecond rate_of(double gigabits) { return to_bytes(BitsPerSecond(gigabits * 1e9)); }
} // namespace

std::vector<double> SyntheticJob::figures(const JobConstants& constants) const {
  std::vector<double> figures;
  for (const SyntheticRun& run : runs_) {
    const BytesPerSecond rate = rate_of(run.gigabits);
    const double median = run.megabytes * 1e6 / (rate.value * efficiency_at(constants.link_efficiency, rate)) + constants.sync_overhead.value;
    const double mean = median + (run.from_the_start ? constants.start_up.value / rounds : 0);
    const double step = step_s / constants.step_efficiency, computing = run.steps * step;
    figures.insert(figures.end(), {median, mean, computing / (computing + mean), step});
  }
  return figures;
}

std::vector<RunLine> SyntheticJob::lines() const {
  std::vector<RunLine> lines;
  for (const double figure : figures(truth_)) lines.push_back({lines.size() / figures_per_run, figure});
  return lines;
}

std::vector<BytesPerSecond> SyntheticJob::rates() const {
  std::vector<BytesPerSecond> rates;
  for (const SyntheticRun& run : runs_) rates.push_back(rate_of(run.gigabits));
  std::sort(rates.begin(), rates.end());
  rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
  return rates;
}

PredictLines SyntheticJob::predict() const {
  return [this](const std::vector<JobConstants>& candidates) {
    std::vector<std::vector<double>> all;
    for (const JobConstants& candidate : candidates) all.push_back(figures(candidate));
    return all;
  };
}

RateEfficiencies curve(std::vector<std::pair<double, double>> gigabits_and_efficiency) {
  RateEfficiencies points;
  for (const auto& [gigabits, efficiency] : gigabits_and_efficiency) points.push_back({rate_of(gigabits), efficiency});
  return points;
}

} // namespace archipelago::test
