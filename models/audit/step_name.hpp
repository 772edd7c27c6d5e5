// Which names mark a training step: "ProfilerStep#12" (PyTorch), the numbers on XLA's "Steps" line, "step 12",
// "iteration=12", "train_step", "batch_12" (NVTX and MXNet ranges).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace archipelago {

struct StepName {
  std::optional<std::int64_t> number;         // absent: a step, but which one is told by order alone
};

std::optional<StepName> step_name(std::string_view name);

} // namespace archipelago
