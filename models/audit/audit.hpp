// Where a training job's time goes: the answer of `archipelago audit`.
//
// Shares are of the time observed, summed over ranks. Step times are of whole steps, waiting included; on several ranks
// a step is as long as the mean of them. Steps in which state was written count without that time, because a
// scenario has checkpoints of its own.
#pragma once

#include "models/audit/bottleneck.hpp"
#include "models/audit/stragglers.hpp"
#include "models/hardware/accelerator.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct AuditedSteps {
  std::size_t count = 0;
  Seconds mean, p10, p50, p90, p99, longest;
  double cv = 0;                              // standard deviation / mean
};

struct KernelClassUse {
  Activity activity = Activity::unmatched;
  ClassTotal total;
  double share_of_device = 0;                 // of the time that kernels took; concurrent kernels count each
  std::optional<FlopsPerSecond> rate;         // over kernels whose work is known
  std::optional<BytesPerSecond> bandwidth;
  std::optional<double> of_peak;              // of the accelerator's dense bf16 rate, or of its memory bandwidth
};

struct Audit {
  std::vector<RankAccount> ranks;
  UseShares shares{};
  double overlapped = 0;                      // of all communication, the share hidden behind computing
  AuditedSteps steps, fed_steps;                 // as they were; less what they waited for input
  Stragglers stragglers;
  std::vector<KernelClassUse> kernels;        // longest first
  Bottleneck bottleneck;
};

Audit audit(std::vector<RankAccount> ranks, const std::optional<Accelerator>& accelerator);

} // namespace archipelago
