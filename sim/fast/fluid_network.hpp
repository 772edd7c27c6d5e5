// Flows over the world's links as a fluid: first the latency of the route, then bytes at the max-min rate of the moment.
//
// What SimGrid's CM02 without cross-traffic gives, with its manners where they can be seen: sizes are whole bytes, and what happens
// within a nanosecond of an instant happens in it. A link whose factor is zero carries a billionth of its bandwidth, as there.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"
#include "sim/fast/flow_routes.hpp"
#include "sim/fast/rate_cache.hpp"
#include "sim/replay/cycle_state.hpp"
#include "sim/replay/driver.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace archipelago {

class FluidNetwork {
public:
  FluidNetwork(const World& world, const Topology& topology);

  FlowId start(HostId from, HostId to, Bytes size, double now, const FlowWay& way = {});
  Bytes stop(FlowId flow, double now);        // what it had moved; its number may be used again
  Bytes moved(FlowId flow, double now) const;
  void release(FlowId flow);                  // after its end: its number may be used again
  void set_link_factor(std::size_t carrier, double factor);

  double next(double now);                    // when a flow has paid its latency or lands; infinite if none is under way
  template <class Landed> void advance(double now, Landed landed);   // landed(flow) for each whose last byte is there, by number

  const RateCache& cache() const { return cache_; }
  void name(CycleState& state) const;         // those under way, before anything else is visited
  void visit(CycleState& state);

private:
  static constexpr double instant = 1e-9;     // seconds
  static constexpr double never = std::numeric_limits<double>::infinity();

  enum class Stage : std::uint8_t { none, latency, moving, landed };
  struct Flow {
    double size = 0, left = 0, rate = 0;      // bytes, bytes to go at `since`, bytes per second
    double since = 0, due = 0;                // due: end of the stage
    FlowRoutes::ClassId route = 0;
    std::uint32_t place = 0;                  // in under_way_
    Stage stage = Stage::none;
  };

  void leave(FlowId flow);
  void share(double now);

  FlowRoutes routes_;
  RateCache cache_;
  std::vector<double> factors_;
  std::vector<Flow> flows_;
  std::vector<FlowId> free_, under_way_;
  std::vector<std::uint64_t> landing_;        // a bit for each flow: to put those that land together in order without comparing them
  std::vector<double> class_rates_;           // of each route class, as shared last
  double next_ = 0;
  bool changed_ = false;                      // rates are to be shared anew
};

template <class Landed> void FluidNetwork::advance(double now, Landed landed) {
  const double soon = now + instant;          // late in a year a nanosecond is less than the clock can tell: then it is this very date
  if (next_ > soon) return;
  next_ = never;
  std::size_t first = landing_.size(), end = 0;   // words with bits
  for (std::size_t place = 0; place < under_way_.size();) {
    const FlowId id = under_way_[place];
    Flow& flow = flows_[id];
    if (flow.due > soon) {
      next_ = std::min(next_, flow.due);
    } else if (flow.stage == Stage::latency) {
      flow.stage = Stage::moving;
      flow.since = now;
      flow.due = never;
      cache_.add(flow.route);
      changed_ = true;
    } else {
      leave(id);                              // another flow stands in its place now
      flow.stage = Stage::landed;
      flow.left = 0;
      const std::size_t word = id / 64;
      landing_[word] |= std::uint64_t{1} << id % 64;
      first = std::min(first, word);
      end = std::max(end, word + 1);
      continue;
    }
    ++place;
  }
  for (; first < end; ++first)
    for (auto bits = std::exchange(landing_[first], 0); bits != 0; bits &= bits - 1)
      landed(static_cast<FlowId>(64 * first + static_cast<std::size_t>(std::countr_zero(bits))));
}

} // namespace archipelago
