// The network's links and backbones under one numbering, links first: what has a bandwidth of its own that may change.
#pragma once

#include "models/network/network.hpp"

#include <optional>
#include <string>

namespace archipelago {

BytesPerSecond carrier_capacity(const Network& network, std::size_t carrier);   // of one direction
const std::string& carrier_name(const Network& network, std::size_t carrier);
OneWayLatency carrier_latency(const Network& network, std::size_t carrier);

// The share of its bandwidth that it carries at a time of day, outages apart.
bool varies(const Network& network, std::size_t carrier);
double factor_at(const Network& network, std::size_t carrier, Seconds now);
std::optional<Seconds> next_factor_change(const Network& network, std::size_t carrier, Seconds now);

bool latency_differs(const Network& network);   // from one flow to another on the same path: jitter, slow start

} // namespace archipelago
