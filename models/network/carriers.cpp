#include "models/network/carriers.hpp"

#include "models/network/topology.hpp"

#include <algorithm>

namespace archipelago {

namespace {

const Link* link_of(const Network& network, std::size_t carrier) { return carrier < network.links.size() ? &network.links[carrier] : nullptr; }
const Backbone& backbone_of(const Network& network, std::size_t carrier) { return network.backbones[carrier - network.links.size()]; }

struct Day { const Profile& profile; const BackgroundLoad& load; };

Day day_of(const Network& network, std::size_t carrier) {
  if (const Link* link = link_of(network, carrier)) return {link->profile, link->background};
  return {backbone_of(network, carrier).profile, backbone_of(network, carrier).background};
}

} // namespace

BytesPerSecond carrier_capacity(const Network& network, std::size_t carrier) {
  const Link* link = link_of(network, carrier);
  return link ? capacity(*link) : backbone_of(network, carrier).bandwidth;
}

const std::string& carrier_name(const Network& network, std::size_t carrier) {
  const Link* link = link_of(network, carrier);
  return link ? link->name : backbone_of(network, carrier).name;
}

OneWayLatency carrier_latency(const Network& network, std::size_t carrier) {
  const Link* link = link_of(network, carrier);
  return link ? link->latency : OneWayLatency(0);
}

bool varies(const Network& network, std::size_t carrier) {
  const Day day = day_of(network, carrier);
  return !day.profile.points.empty() || day.load.share > 0;
}

double factor_at(const Network& network, std::size_t carrier, Seconds now) {
  const Day day = day_of(network, carrier);
  return factor_at(day.profile, day.load, now);
}

std::optional<Seconds> next_factor_change(const Network& network, std::size_t carrier, Seconds now) {
  const Day day = day_of(network, carrier);
  return next_factor_change(day.profile, day.load, now);
}

bool latency_differs(const Network& network) {
  return std::any_of(network.links.begin(), network.links.end(), [](const Link& link) { return link.jitter.value > 0 || link.transport.slow_start; });
}

} // namespace archipelago
