#include "models/audit/audit.hpp"

#include "models/statistics/estimate.hpp"
#include "models/statistics/quantile.hpp"

#include <algorithm>

namespace archipelago {

namespace {

// One sample per step: the mean over ranks, or every step of every rank if they cannot be matched.
std::vector<double> step_samples(const std::vector<RankAccount>& ranks, bool fed) {
  const auto length = [fed](const StepAccount& step) {
    const auto spent = [&](TimeUse use) { return step.times[static_cast<std::size_t>(use)]; };
    return (step.length - spent(TimeUse::checkpoint) - (fed ? spent(TimeUse::data_loading) : Seconds(0))).value;
  };
  const bool matched = std::all_of(ranks.begin(), ranks.end(), [&](const auto& rank) { return rank.steps.size() == ranks.front().steps.size(); });
  std::vector<double> samples;
  if (matched && !ranks.empty()) samples.resize(ranks.front().steps.size());
  for (const RankAccount& rank : ranks)
    for (std::size_t s = 0; s < rank.steps.size(); ++s) {
      if (matched) samples[s] += length(rank.steps[s]) / static_cast<double>(ranks.size());
      else samples.push_back(length(rank.steps[s]));
    }
  return samples;
}

AuditedSteps step_times(const std::vector<double>& samples) {
  AuditedSteps times;
  times.count = samples.size();
  if (samples.empty()) return times;
  const Estimate estimate = student_estimate(samples);
  times.mean = Seconds(estimate.mean);
  times.cv = estimate.n > 1 && estimate.mean > 0 ? estimate.deviation / estimate.mean : 0;
  times.p10 = Seconds(quantile(samples, 0.1));
  times.p50 = Seconds(quantile(samples, 0.5));
  times.p90 = Seconds(quantile(samples, 0.9));
  times.p99 = Seconds(quantile(samples, 0.99));
  times.longest = Seconds(quantile(samples, 1));
  return times;
}

ClassTotals sum_of_kernels(const std::vector<RankAccount>& ranks) {
  ClassTotals sum{};
  for (const RankAccount& rank : ranks)
    for (std::size_t i = 0; i < activity_count; ++i) {
      const ClassTotal& from = rank.kernels[i];
      sum[i].count += from.count;
      sum[i].time += from.time;
      sum[i].time_with_flops += from.time_with_flops;
      sum[i].time_with_bytes += from.time_with_bytes;
      sum[i].flops += from.flops;
      sum[i].bytes += from.bytes;
    }
  return sum;
}

KernelClassUse class_use(Activity activity, const ClassTotal& total, Seconds device, const std::optional<Accelerator>& accelerator) {
  KernelClassUse use{.activity = activity, .total = total, .share_of_device = total.time / device, .rate = {}, .bandwidth = {}, .of_peak = {}};
  if (total.time_with_flops.value > 0) use.rate = FlopsPerSecond(total.flops.value / total.time_with_flops.value);
  if (total.time_with_bytes.value > 0) use.bandwidth = total.bytes / total.time_with_bytes;
  if (!accelerator) return use;
  const bool matrix = is_matrix_work(activity), memory = is_compute(activity) && !matrix;
  if (matrix && use.rate && accelerator->peak_bf16.value > 0) use.of_peak = *use.rate / accelerator->peak_bf16;
  if (memory && use.bandwidth && accelerator->memory_bandwidth.value > 0) use.of_peak = *use.bandwidth / accelerator->memory_bandwidth;
  return use;
}

std::vector<KernelClassUse> class_uses(const ClassTotals& kernels, const std::optional<Accelerator>& accelerator) {
  Seconds device;
  for (const ClassTotal& total : kernels) device += total.time;
  std::vector<KernelClassUse> uses;
  for (std::size_t i = 0; i < activity_count; ++i)
    if (kernels[i].count > 0) uses.push_back(class_use(static_cast<Activity>(i), kernels[i], device, accelerator));
  std::stable_sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.total.time > b.total.time; });
  return uses;
}

} // namespace

Audit audit(std::vector<RankAccount> ranks, const std::optional<Accelerator>& accelerator) {
  Audit result;
  std::stable_sort(ranks.begin(), ranks.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  Seconds observed, communication, exposed;
  for (const RankAccount& rank : ranks) {
    observed += rank.observed;
    communication += rank.communication;
    exposed += rank.times[static_cast<std::size_t>(TimeUse::communication)];
  }
  result.stragglers = find_stragglers(ranks);
  for (const RankAccount& rank : ranks)
    for (std::size_t use = 0; use < time_use_count; ++use)
      if (observed.value > 0) result.shares[use] += rank.times[use] / observed;
  result.overlapped = communication.value > 0 ? 1 - exposed / communication : 0;
  result.steps = step_times(step_samples(ranks, false));
  result.fed_steps = step_times(step_samples(ranks, true));
  const ClassTotals kernels = sum_of_kernels(ranks);
  result.kernels = class_uses(kernels, accelerator);
  result.bottleneck = find_bottleneck(result.shares, result.stragglers, kernels);
  result.ranks = std::move(ranks);
  return result;
}

} // namespace archipelago
