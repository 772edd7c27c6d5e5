#include "sim/fast/fluid_network.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr double least_factor = 1e-9;

// std::round of what is not negative, without a call into the library for each flow.
double whole_bytes(double size) {
  const auto whole = static_cast<double>(static_cast<std::int64_t>(size));
  return size - whole >= 0.5 ? whole + 1 : whole;
}
} // namespace

FluidNetwork::FluidNetwork(const World& world, const Topology& topology)
    : routes_(world, topology), factors_(world.network.carriers(), 1.0), next_(never) {
  cache_.set_factors(factors_);
}

FlowId FluidNetwork::start(HostId from, HostId to, Bytes size, double now, const FlowWay& way) {
  auto id = static_cast<FlowId>(flows_.size());
  if (free_.empty()) {
    flows_.emplace_back();
    landing_.resize(id / 64 + 1);
  } else {
    id = free_.back();
    free_.pop_back();
  }
  Flow& flow = flows_[id];
  flow = {size.value, whole_bytes(size.value), 0, now, now, routes_.between(from, to, way.path), static_cast<std::uint32_t>(under_way_.size()), Stage::latency};
  under_way_.push_back(id);
  if (routes_.classes() > class_rates_.size()) class_rates_.resize(routes_.classes());
  if (const double latency = routes_.route(flow.route).latency + way.added_latency.value; latency > 0) {
    flow.due = now + latency;
    next_ = std::min(next_, flow.due);
  } else {
    flow.stage = Stage::moving;
    flow.due = never;
    cache_.add(flow.route);
    changed_ = true;
  }
  return id;
}

void FluidNetwork::leave(FlowId id) {
  Flow& flow = flows_[id];
  if (flow.stage == Stage::moving) {
    cache_.remove(flow.route);
    changed_ = true;
  }
  flows_[under_way_.back()].place = flow.place;
  under_way_[flow.place] = under_way_.back();
  under_way_.pop_back();
}

Bytes FluidNetwork::moved(FlowId id, double now) const {
  const Flow& flow = flows_[id];
  const double left = flow.stage == Stage::moving ? std::max(0.0, flow.left - flow.rate * (now - flow.since)) : flow.left;
  return Bytes(std::max(0.0, flow.size - left));
}

Bytes FluidNetwork::stop(FlowId id, double now) {
  const Bytes done = moved(id, now);
  if (flows_[id].stage != Stage::landed) {
    leave(id);
    changed_ = true;                          // the next date may have been its own
  }
  release(id);
  return done;
}

void FluidNetwork::release(FlowId id) {
  flows_[id].stage = Stage::none;
  free_.push_back(id);
}

void FluidNetwork::set_link_factor(std::size_t carrier, double factor) {
  factors_[carrier] = std::max(factor, least_factor);
  cache_.set_factors(factors_);
  changed_ = true;
}

void FluidNetwork::name(CycleState& state) const {
  state.same(under_way_.size());
  for (const FlowId id : under_way_) state.named(CycleState::Which::part, id);
}

void FluidNetwork::visit(CycleState& state) {
  state.require(!changed_ && under_way_.size() + free_.size() == flows_.size());
  for (const double factor : factors_) state.same(factor);
  for (const FlowId id : under_way_) {
    Flow& flow = flows_[id];
    state.same(static_cast<int>(flow.stage));
    for (const double value : {flow.size, flow.left, flow.rate, static_cast<double>(flow.route)}) state.same(value);
    state.date(flow.since);
    state.date(flow.due);
  }
  state.date(next_);
}

void FluidNetwork::share(double now) {
  changed_ = false;
  if (!cache_.idle())
    for (const ClassRate& each : cache_.rates(routes_)) class_rates_[each.route] = each.rate;
  next_ = never;
  for (const FlowId id : under_way_) {
    Flow& flow = flows_[id];
    if (flow.stage == Stage::moving) {
      const double rate = class_rates_[flow.route];
      if (rate != flow.rate) {
        flow.left = std::max(0.0, flow.left - flow.rate * (now - flow.since));
        flow.since = now;
        flow.rate = rate;
        flow.due = flow.left > 0 ? (rate > 0 ? now + flow.left / rate : never) : now;
      }
    }
    next_ = std::min(next_, flow.due);
  }
}

double FluidNetwork::next(double now) {
  if (changed_) share(now);
  return next_;
}

} // namespace archipelago
