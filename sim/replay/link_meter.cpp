#include "sim/replay/link_meter.hpp"

#include "models/result_rows.hpp"
#include "models/network/carriers.hpp"

#include <algorithm>

namespace archipelago {

LinkMeter::LinkMeter(const World& world, Observer* observer)
    : world_(world), observer_(observer), first_backbone_(world.network.links.size()), directions_(2 * world.network.carriers()) {
  for (std::size_t carrier = 0; carrier < world.network.carriers(); ++carrier)
    for (const bool forward : {true, false}) direction(carrier, forward).most = carrier_capacity(world.network, carrier).value;
}

void LinkMeter::started(FlowId flow, const Path& path, bool background, Seconds now) {
  if (flow >= flows_.size()) flows_.resize(flow + 1);
  flows_[flow] = {&path, now.value, background};
  if (!background) for_each_direction(path, [flow](Direction& on) { on.active.push_back(flow); });
}

void LinkMeter::ended(FlowId number, Bytes bytes, Seconds now, Driver& driver) {
  const Flow& flow = flows_[number];
  if (flow.background) return for_each_direction(*flow.path, [bytes](Direction& on) { on.background += bytes.value; });
  const double lasted = now.value - flow.started, own = lasted > 0 ? bytes.value / lasted : 0;
  for_each_direction(*flow.path, [&](Direction& on) {
    on.bytes += bytes.value;
    double rate = own;
    for (auto other = on.active.begin(); other != on.active.end();) {
      if (*other == number) {                 // more than once, where its path is in a backbone twice
        other = on.active.erase(other);
        continue;
      }
      if (const double age = now.value - flows_[*other].started; age > 0) rate += driver.moved(*other).value / age;
      ++other;
    }
    on.peak = std::max(on.peak, std::min(rate, on.most));
  });
  if (!observer_) return;
  for (const Hop& hop : flow.path->hops) observer_->link_span(hop.link, hop.forward, bytes.value, Seconds(flow.started), now);
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
