#include "models/workload/memory.hpp"

#include <algorithm>

namespace archipelago {

namespace {
constexpr double fp32_bytes = 4;

std::optional<double> moments_of(std::string_view optimizer) {
  if (optimizer == "adamw" || optimizer == "adam") return 2;
  if (optimizer == "sgd-momentum" || optimizer == "muon" || optimizer == "lion") return 1;
  if (optimizer == "sgd") return 0;
  return std::nullopt;
}
} // namespace

std::optional<StateMemory> state_memory(double parameters, Precision precision, std::string_view optimizer) {
  const auto moments = moments_of(optimizer);
  if (!moments) return std::nullopt;
  const double master_copies = precision == Precision::fp32 ? 0 : 1;
  return StateMemory{Bytes(parameters * bytes_per_value(precision)),
                     Bytes(parameters * std::max(bytes_per_value(precision), bytes_per_value(Precision::bf16))),
                     Bytes(parameters * fp32_bytes * (*moments + master_copies))};
}

StateMemory sharded(StateMemory state, Sharding sharding, std::int64_t accelerators) {
  const double share = 1.0 / static_cast<double>(accelerators);
  if (sharding != Sharding::none) state.optimizer *= share;
  if (sharding == Sharding::gradients || sharding == Sharding::full) state.gradients *= share;
  if (sharding == Sharding::full) state.weights *= share;
  return state;
}

} // namespace archipelago
