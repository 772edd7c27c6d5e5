// Small networks for the tests: links by name, ends, rate and latency.
#pragma once

#include "models/network/topology.hpp"

#include <string>

namespace archipelago::test {

inline Link link(std::string name, std::size_t a, std::size_t b, double bytes_per_second, double one_way_ms) {
  Link result;
  result.name = std::move(name);
  result.between = {a, b};
  result.bandwidth = BytesPerSecond(bytes_per_second);
  result.latency = OneWayLatency(one_way_ms * 1e-3);
  return result;
}

// Sites 0 ... n-1 around one hub, site k at rates[k].
inline Network star(const std::vector<double>& rates, double one_way_ms = 1) {
  Network network;
  network.hubs = {"hub"};
  for (std::size_t k = 0; k < rates.size(); ++k)
    network.links.push_back(link("access-" + std::to_string(k), k, rates.size(), rates[k], one_way_ms));
  return network;
}

} // namespace archipelago::test
