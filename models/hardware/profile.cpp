#include "models/hardware/profile.hpp"

#include "models/hardware/name_lookup.hpp"

#include <algorithm>
#include <cassert>

namespace archipelago {

namespace {
MathPrecision next_wider(MathPrecision precision) {
  return precision == MathPrecision::fp4 ? MathPrecision::fp8 : MathPrecision::bf16;
}
} // namespace

std::optional<MemoryKernel> memory_kernel_from(std::string_view name) {
  return value_named<MemoryKernel>(memory_kernel_names, name);
}

const GemmModel& AcceleratorProfile::gemm_at(MathPrecision precision) const {
  assert(!gemm.empty());
  for (MathPrecision wanted = precision;; wanted = next_wider(wanted)) {
    const auto found = std::find_if(gemm.begin(), gemm.end(), [&](const auto& model) { return model.constants.precision == wanted; });
    if (found != gemm.end()) return *found;
    if (wanted == MathPrecision::bf16) return gemm.front();
  }
}

const AttentionModel& AcceleratorProfile::attention_by(std::optional<AttentionKernel> kernel) const {
  assert(!attention.empty());
  const auto found = std::find_if(attention.begin(), attention.end(), [&](const auto& model) { return model.kernel == kernel; });
  return found == attention.end() ? attention.front() : *found;
}

const CollectiveModel& AcceleratorProfile::collective(Collective operation) const {
  assert(!in_node.empty());
  const CollectiveModel* all_reduce = &in_node.front();
  for (const CollectiveModel& model : in_node) {
    if (model.operation == operation) return model;
    if (model.operation == Collective::all_reduce) all_reduce = &model;
  }
  return *all_reduce;
}

Seconds AcceleratorProfile::in_node_time(Collective operation, double members, Bytes size) const {
  return collective(operation).bus_time(members, bus_bytes(operation, members, size));
}

Seconds AcceleratorProfile::between_nodes_time(Collective operation, double nodes, double members_per_node, Bytes size,
                                               std::optional<BytesPerSecond> adapter_rate) const {
  const Seconds outside =
      between_nodes.time(operation, nodes, members_per_node, size, adapter_rate.value_or(between_nodes.adapter));
  if (operation == Collective::point_to_point) return outside;
  return std::max(outside, in_node_time(operation, members_per_node, size));
}

} // namespace archipelago
