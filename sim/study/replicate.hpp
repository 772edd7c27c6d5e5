// As many seeds of one scenario as it takes to know its goodput well enough.
//
// The 90 % half-width of the mean shrinks with the root of the number of seeds n: after each part of the study the number
// needed is predicted as n * (half-width / target)^2, and that many are run, but at most twice as many as before. The
// choice depends on results only, so the seeds do not depend on how many run at once.
#pragma once

#include "sim/study/supervisor.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace archipelago {

inline constexpr std::size_t most_replications = 64;
inline constexpr std::size_t fewest_replications = 4;   // below, the half-width itself is too uncertain to stop at

struct ReplicationTarget {
  double half_width = 0;                      // of goodput
  std::vector<std::uint64_t> first_seeds;     // run in any case; then the numbers after the largest of them
};

// How many seeds to have in all before looking again; the present number when they are enough, or when more cannot help.
std::size_t seeds_needed(const std::vector<double>& samples, std::size_t present, double target, std::size_t most = most_replications);

StudyOutcome replicate(const std::function<Job(std::uint64_t seed)>& job_of, const ReplicationTarget& precision, SupervisorOptions options);

} // namespace archipelago
