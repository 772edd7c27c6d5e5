// Memory of a learner's training state, before activations.
//
// Mixed precision with AdamW keeps per parameter: the weight and its gradient at the training precision (at least bf16
// for gradients), and in fp32 a master weight and two moments: 2 + 2 + 12 = 16 bytes for bf16 (ZeRO, arXiv 1910.02054,
// section 3.1). fp32 training keeps no master copy: 4 + 4 + 8. SGD with momentum keeps one moment, plain SGD none.
// Sharding divides each part by the accelerators that share it. Activations depend on the layout and are not counted.
#pragma once

#include "models/units.hpp"
#include "models/workload/model.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace archipelago {

enum class Sharding { none, optimizer, gradients, full };

struct StateMemory {
  Bytes weights, gradients, optimizer;
  Bytes total() const { return weights + gradients + optimizer; }
};

// Of the whole model; absent for an optimizer that is not known.
std::optional<StateMemory> state_memory(double parameters, Precision precision, std::string_view optimizer);

StateMemory sharded(StateMemory state, Sharding sharding, std::int64_t accelerators);   // per accelerator

} // namespace archipelago
