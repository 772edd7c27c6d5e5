// From an event's lane, category and name to what it was for.
//
// Names are matched by pieces of text, first match wins, case ignored. The pieces come from the kernel names of cuBLAS,
// CUTLASS, cuDNN, NCCL, PyTorch, Triton, Apex, Transformer Engine, Tensile and RCCL (AMD), the operator categories of
// XLA (hlo_category) and the operator names of MXNet. A name that says nothing stays unmatched rather than guessed.
#pragma once

#include "models/audit/activity.hpp"
#include "models/audit/profile_event.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace archipelago {

Activity classify(Lane lane, std::string_view category, std::string_view name);

// classify(), remembering names: a job has few of them, and each occurs thousands of times.
class Classifier {
public:
  Activity operator()(Lane lane, std::string_view category, std::string_view name);

private:
  std::unordered_map<std::string, Activity> known_;
  std::string key_;
};

} // namespace archipelago
