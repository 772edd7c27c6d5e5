// A training job of known times, as the events that a profiler would have seen. Its shares are known by construction.
//
// A step on rank r:  | waiting for input | computing (a third each gemm, attention, elementwise) | collective | host |
// The collective begins `hidden` before computing ends and lasts until `exposed` after the slowest rank is through.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct SyntheticJob {
  int ranks = 1, steps = 10;
  std::int64_t input_us = 0, compute_us = 9000, hidden_us = 0, exposed_us = 0, host_us = 0;
  int slow_rank = -1;
  std::int64_t slow_extra_us = 0;             // more computing on that rank
  std::int64_t checkpoint_us = 0;             // at the end of the last step
};

enum class Did { gemm, attention, elementwise, all_reduce, input, host, checkpoint, step };

struct SyntheticEvent {
  int rank = 0;
  Did did = Did::gemm;
  int step = 0;
  std::int64_t begin_ns = 0, end_ns = 0;      // whole nanoseconds, not whole microseconds
};

std::vector<SyntheticEvent> events_of(const SyntheticJob& job);
std::vector<SyntheticEvent> of_rank(const std::vector<SyntheticEvent>& events, int rank);

} // namespace archipelago
