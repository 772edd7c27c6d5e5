// A training job of known times, as the events that a profiler would have seen. Its shares are known by construction.
//
// A step on rank r:  | waiting for input | computing in layers (a third each gemm, attention, elementwise) | collective | host |
// The collective begins `hidden` before the last kernel ends and lasts until `exposed` after the slowest rank is through.
//
// Real jobs jitter: lognormal factors on what a rank computes in a step and on each kernel, exponential gaps after kernels, a few
// steps several times as long, clocks of ranks that differ, events that the profiler lost.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct Jitter {
  double ranks = 0, kernels = 0;              // sigma of the logarithm: of a rank in a step, of one kernel, input, collective or host
  double gap_us = 0;                          // mean
  double outliers = 0, outlier_factor = 4;    // share of the steps; how much longer everything takes in them
  double offset_us = 0;                       // clocks differ by up to this
  double dropped = 0;                         // share of the events
  unsigned seed = 1;
};

struct SyntheticJob {
  int ranks = 1, steps = 10;
  std::int64_t input_us = 0, compute_us = 9000, hidden_us = 0, exposed_us = 0, host_us = 0;
  int slow_rank = -1;
  std::int64_t slow_extra_us = 0;             // more computing on that rank
  std::int64_t checkpoint_us = 0;             // at the end of the last step
  int layers = 1;
  Jitter jitter{};
};

enum class Did { gemm, attention, elementwise, all_reduce, input, host, checkpoint, step };

struct SyntheticEvent {
  int rank = 0;
  Did did = Did::gemm;
  int step = 0;
  std::int64_t begin_ns = 0, end_ns = 0;      // whole nanoseconds, not whole microseconds
};

// What the audit should say, before any event was lost: shares of the time of all ranks.
struct SyntheticTruth {
  double input = 0, communication = 0, straggler_wait = 0, straggler_cost = 0, step_s = 0;
  std::vector<double> exposed;                // of each rank alone: communication and waiting
};

struct SyntheticRecording {
  std::vector<SyntheticEvent> events;
  SyntheticTruth truth;
};

SyntheticRecording recording_of(const SyntheticJob& job);
std::vector<SyntheticEvent> events_of(const SyntheticJob& job);
std::vector<SyntheticEvent> of_rank(const std::vector<SyntheticEvent>& events, int rank);

} // namespace archipelago
