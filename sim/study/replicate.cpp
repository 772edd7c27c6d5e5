#include "sim/study/replicate.hpp"

#include "models/statistics/estimate.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

std::vector<double> goodputs(const std::vector<Outcome>& outcomes) {
  std::vector<double> samples;
  for (const auto& outcome : outcomes) if (outcome.result) samples.push_back(outcome.result->goodput);
  return samples;
}

} // namespace

std::size_t seeds_needed(const std::vector<double>& samples, std::size_t present, double target, std::size_t most_allowed) {
  if (samples.size() < 2) return present;   // runs fail: more of them will not help
  const double half_width = student_estimate(samples).interval->half_width();
  if (half_width <= target || present >= most_allowed) return present;
  const double predicted = static_cast<double>(present) * std::pow(half_width / target, 2);
  const auto most = std::min(2 * present, most_allowed);
  return predicted >= static_cast<double>(most) ? most : std::max(present + 1, static_cast<std::size_t>(std::ceil(predicted)));
}

StudyOutcome replicate(const std::function<Job(std::uint64_t seed)>& job_of, const ReplicationTarget& precision, SupervisorOptions options) {
  std::vector<std::uint64_t> seeds = precision.first_seeds;
  if (seeds.empty()) seeds.push_back(1);
  std::uint64_t next_seed = *std::max_element(seeds.begin(), seeds.end()) + 1;
  const auto grow_to = [&](std::size_t size) { while (seeds.size() < size) seeds.push_back(next_seed++); };
  grow_to(fewest_replications);

  StudyOutcome study;
  while (study.outcomes.size() < seeds.size() && !study.interrupted) {
    std::vector<Job> jobs;
    options.first_run = study.outcomes.size();
    for (std::size_t i = study.outcomes.size(); i < seeds.size(); ++i) jobs.push_back(job_of(seeds[i]));
    StudyOutcome part = supervise(jobs, options);
    std::move(part.outcomes.begin(), part.outcomes.end(), std::back_inserter(study.outcomes));
    study.interrupted = part.interrupted;
    if (!study.interrupted && seeds.size() < most_replications)
      grow_to(seeds_needed(goodputs(study.outcomes), seeds.size(), precision.half_width));
  }
  return study;
}

} // namespace archipelago
