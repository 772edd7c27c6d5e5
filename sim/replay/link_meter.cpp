#include "sim/replay/link_meter.hpp"

#include <algorithm>

namespace archipelago {

LinkMeter::LinkMeter(const World& world, const Topology& topology, Observer* observer)
    : world_(world), topology_(topology), observer_(observer), directions_(2 * world.network.links.size()) {}

void LinkMeter::started(FlowId flow, std::size_t from_site, std::size_t to_site, Seconds now) {
  if (flow >= flows_.size()) flows_.resize(flow + 1);
  flows_[flow] = {topology_.path(from_site, to_site), now.value};
  for (const Hop& hop : flows_[flow].path->hops) direction(hop).active.push_back(flow);
}

void LinkMeter::ended(FlowId flow, Bytes bytes, Seconds now, Driver& driver) {
  const Flow& ended = flows_[flow];
  const double lasted = now.value - ended.started;
  for (const Hop& hop : ended.path->hops) {
    Direction& on = direction(hop);
    std::erase(on.active, flow);
    on.bytes += bytes.value;
    double rate = lasted > 0 ? bytes.value / lasted : 0;
    for (FlowId other : on.active)
      if (const double age = now.value - flows_[other].started; age > 0) rate += driver.moved(other).value / age;
    on.peak = std::max(on.peak, std::min(rate, capacity(world_.network.links[hop.link]).value));
    if (observer_) observer_->link_span(hop.link, hop.forward, bytes.value, Seconds(ended.started), now);
  }
}

std::vector<LinkResult> LinkMeter::results(Seconds counted) const {
  const auto node = [this](std::size_t index) {
    return index < world_.sites.size() ? world_.sites[index].name : world_.network.hubs[index - world_.sites.size()];
  };
  std::vector<LinkResult> results;
  for (std::size_t i = 0; i < directions_.size(); ++i) {
    const Link& link = world_.network.links[i / 2];
    const bool forward = i % 2 == 0;
    LinkResult result{link.name, node(link.between[forward ? 0 : 1]), node(link.between[forward ? 1 : 0]), directions_[i].bytes};
    result.mean_bps = counted.value > 0 ? 8 * directions_[i].bytes / counted.value : 0;
    result.peak_bps = 8 * directions_[i].peak;
    result.utilization = result.mean_bps / (8 * capacity(link).value);
    results.push_back(std::move(result));
  }
  return results;
}

} // namespace archipelago
