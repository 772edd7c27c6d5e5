#include "sim/replay/link_meter.hpp"

#include "models/carrier_row.hpp"
#include "models/network/carriers.hpp"

#include <algorithm>

namespace archipelago {

LinkMeter::LinkMeter(const World& world, Observer* observer)
    : world_(world), observer_(observer), directions_(2 * world.network.carriers()) {
  for (std::size_t carrier = 0; carrier < world.network.carriers(); ++carrier)
    for (const bool forward : {true, false}) direction(carrier, forward).most = carrier_capacity(world.network, carrier).value;
}

void LinkMeter::started(FlowId flow, const Path& path, bool background, Seconds now) {
  if (flow >= flows_.size()) flows_.resize(flow + 1);
  flows_[flow] = {&path, now.value, background};
  if (background) return;
  for (const Hop& hop : path.hops) direction(hop.link, hop.forward).active.push_back(flow);
  for (const Hop& hop : path.backbones) direction(world_.network.links.size() + hop.link, hop.forward).active.push_back(flow);
}

void LinkMeter::ended(FlowId flow, Bytes bytes, Seconds now, Driver& driver) {
  const Flow& ended = flows_[flow];
  for (const Hop& hop : ended.path->hops) {
    passed(hop.link, hop.forward, flow, bytes, now, driver);
    if (observer_ && !ended.background) observer_->link_span(hop.link, hop.forward, bytes.value, Seconds(ended.started), now);
  }
  for (const Hop& hop : ended.path->backbones) passed(world_.network.links.size() + hop.link, hop.forward, flow, bytes, now, driver);
}

void LinkMeter::passed(std::size_t carrier, bool forward, FlowId flow, Bytes bytes, Seconds now, Driver& driver) {
  Direction& on = direction(carrier, forward);
  if (flows_[flow].background) {
    on.background += bytes.value;
    return;
  }
  const double lasted = now.value - flows_[flow].started;
  std::erase(on.active, flow);
  on.bytes += bytes.value;
  double rate = lasted > 0 ? bytes.value / lasted : 0;
  for (FlowId other : on.active)
    if (const double age = now.value - flows_[other].started; age > 0) rate += driver.moved(other).value / age;
  on.peak = std::max(on.peak, std::min(rate, on.most));
}

LinkResult LinkMeter::row(std::size_t carrier, bool forward, Seconds counted) const {
  const Direction& on = directions_[2 * carrier + (forward ? 0 : 1)];
  LinkResult result = carrier_row(world_, carrier, forward);
  result.bytes = on.bytes;
  result.mean_bps = counted.value > 0 ? 8 * on.bytes / counted.value : 0;
  result.peak_bps = 8 * on.peak;
  result.utilization = result.mean_bps / (8 * carrier_capacity(world_.network, carrier).value);
  if (!world_.background_flows.empty() || !world_.neighbours.empty()) result.background_bytes = on.background;
  return result;
}

std::vector<LinkResult> LinkMeter::rows(std::size_t first, std::size_t end, Seconds counted) const {
  std::vector<LinkResult> rows;
  for (std::size_t carrier = first; carrier < end; ++carrier)
    for (const bool forward : {true, false}) rows.push_back(row(carrier, forward, counted));
  return rows;
}

} // namespace archipelago
