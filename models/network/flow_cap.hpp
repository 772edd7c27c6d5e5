// What bounds one flow, however empty its path is: TCP's window, and the packets that it loses.
//
//   flow_cap = min over the path's TCP links of  streams x window / round trip  and  streams x loss_bound(p of the whole path)
//
// The round trip is twice the one-way latency of the whole path. Each link's transport says how a flow over it is sent, so the most
// cautious of them counts.
#pragma once

#include "models/network/network.hpp"

#include <optional>
#include <vector>

namespace archipelago {

using CrossedTransports = std::vector<const Transport*>;

std::optional<BytesPerSecond> flow_cap(const CrossedTransports& crossed, OneWayLatency latency);
double path_loss(const CrossedTransports& crossed);   // probability that a packet is lost somewhere
// What a flow may have in flight at once when it begins; absent where none of them starts slowly.
std::optional<Bytes> initial_window(const CrossedTransports& crossed);

} // namespace archipelago
