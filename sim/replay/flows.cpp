#include "sim/replay/flows.hpp"

#include <algorithm>

namespace archipelago {

Flows::Flows(const World& world, const Topology& topology, LinkMeter& meter, std::uint64_t seed)
    : topology_(topology), hosts_(world), meter_(meter), ways_(topology, world.network), latencies_(world, seed) {}

FlowId Flows::start(HostId from, HostId to, Bytes size, std::uint32_t owner, Seconds now, bool background) {
  FlowId flow = static_cast<FlowId>(flows_.size());
  if (free_.empty()) flows_.emplace_back();
  else { flow = free_.back(); free_.pop_back(); }
  flows_[flow] = {owner, size.value, 0, 0, true, background};
  if (!background) ++started_;
  const std::size_t here = hosts_.site_of(from), there = hosts_.site_of(to);
  if (ways_.one_way()) {
    if (const Path* path = topology_.path(here, there)) start_part(flow, from, to, {path}, size.value, now);
    return flow;
  }
  for (const Way& way : ways_.choose(here, there)) start_part(flow, from, to, way, size.value * way.share, now);
  return flow;
}

void Flows::start_part(FlowId flow, HostId from, HostId to, const Way& way, double size, Seconds now) {
  const Seconds added = latencies_.next_flow(hosts_.site_of(from), hosts_.site_of(to), *way.path, Bytes(size));
  const FlowId part = driver_->start_flow(from, to, Bytes(size), {way.number, added});
  if (part >= parts_.size()) parts_.resize(part + 1);
  parts_[part] = {flow, from, to, way.path, size, 0, true};
  ++flows_[flow].parts;
  meter_.started(part, *way.path, flows_[flow].background, now);
}

std::optional<Flows::Ended> Flows::part_done(FlowId number, Seconds now) {
  Part& part = parts_[number];
  part.live = false;
  meter_.ended(number, Bytes(part.size - part.uncounted), now, *driver_);
  Flow& flow = flows_[part.flow];
  flow.moved += part.size - part.uncounted;
  if (--flow.parts > 0) return std::nullopt;
  flow.live = false;
  free_.push_back(part.flow);
  return Ended{part.flow, flow.owner, Bytes(flow.background ? flow.moved : flow.size), flow.background};
}

Bytes Flows::stop_part(FlowId number, Seconds now) {
  Part& part = parts_[number];
  part.live = false;
  const Bytes moved = driver_->stop_flow(number);
  meter_.ended(number, Bytes(moved.value - part.uncounted), now, *driver_);
  flows_[part.flow].moved += moved.value - part.uncounted;
  --flows_[part.flow].parts;
  return moved;
}

Bytes Flows::stop(FlowId flow, Seconds now) {
  for (FlowId part = 0; part < parts_.size() && flows_[flow].parts > 0; ++part)
    if (parts_[part].live && parts_[part].flow == flow) stop_part(part, now);
  flows_[flow].live = false;
  free_.push_back(flow);
  return Bytes(flows_[flow].moved);
}

void Flows::stop_all(Seconds now) {
  for (FlowId part = 0; part < parts_.size(); ++part)
    if (parts_[part].live) stop_part(part, now);
  for (Flow& flow : flows_) flow.live = false;
}

void Flows::move_off(std::size_t link, Seconds now) {
  const std::size_t known = parts_.size();
  for (FlowId number = 0; number < known; ++number) {
    const Part part = parts_[number];
    const auto crosses = [link](const Path& path) { return std::any_of(path.hops.begin(), path.hops.end(), [link](const Hop& hop) { return hop.link == link; }); };
    if (!part.live || !crosses(*part.path)) continue;
    const auto open = ways_.choose(hosts_.site_of(part.from), hosts_.site_of(part.to));
    const Way way = *open.begin();
    const double left = part.size - driver_->moved(number).value;
    if (crosses(*way.path) || left <= 0) continue;   // nowhere to go, or it ends in this very instant
    stop_part(number, now);
    start_part(part.flow, part.from, part.to, way, left, now);
  }
}

void Flows::start_counting() {
  for (FlowId number = 0; number < parts_.size(); ++number)
    if (parts_[number].live && flows_[parts_[number].flow].background) parts_[number].uncounted = driver_->moved(number).value;
  for (Flow& flow : flows_) flow.moved = 0;
}

Bytes Flows::counted(FlowId flow) const {
  double moved = flows_[flow].moved;
  for (FlowId part = 0; part < parts_.size(); ++part)
    if (parts_[part].live && parts_[part].flow == flow) moved += driver_->moved(part).value - parts_[part].uncounted;
  return Bytes(moved);
}

} // namespace archipelago
