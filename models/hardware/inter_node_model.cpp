#include "models/hardware/inter_node_model.hpp"

#include <cmath>

namespace archipelago {

Bytes adapter_bytes(Collective operation, double nodes, double members_per_node, Bytes size) {
  if (operation == Collective::point_to_point) return size;
  if (operation == Collective::all_to_all) return size * ((nodes - 1) / nodes);
  return bus_bytes(operation, nodes * members_per_node, size) / members_per_node;
}

Seconds InterNodeModel::time(Collective operation, double nodes, double members_per_node, Bytes size,
                             BytesPerSecond adapter_rate) const {
  const Bytes leaving = adapter_bytes(operation, nodes, members_per_node, size);
  return alpha + alpha_per_doubling * std::log2(nodes) + leaving / (adapter_rate * efficiency);
}

} // namespace archipelago
