// Time of one collective over several nodes, each with the same number of members.
//
//   t = alpha_0 + alpha_1 log2(nodes) + x / (e A)
//
// A rate of one accelerator's network adapter (one direction), e efficiency, x the bytes that leave through one adapter.
// Bus bytes of a ring are shared by the adapters of the node's members; in an all-to-all every member sends the share
// meant for other nodes itself; a point-to-point message has one adapter. Never faster than the node allows: callers take
// the larger of this and the in-node time. Valid on a full-bisection fabric; a healthy one reaches 0.95-0.98 of its
// adapters above 1 GiB and half of that near 8-16 MiB. Few clusters were measured: the band is wide.
#pragma once

#include "models/hardware/collective_model.hpp"
#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <string>

namespace archipelago {

Bytes adapter_bytes(Collective operation, double nodes, double members_per_node, Bytes size);   // x

struct InterNodeModel {
  Seconds alpha, alpha_per_doubling;
  BytesPerSecond adapter;                     // of the nodes that this accelerator usually sits in
  double efficiency = 0.95;
  Residual residual;
  std::string source;

  Seconds time(Collective operation, double nodes, double members_per_node, Bytes size, BytesPerSecond adapter_rate) const;
};

} // namespace archipelago
