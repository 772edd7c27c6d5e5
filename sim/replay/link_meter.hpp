// Bytes on each direction of each wide-area link, and how busy it got.
//
// A flow's bytes are put on every link of its route when it ends. `peak` is the highest sum, seen at the end of a flow, of the
// mean rates so far of all flows on that direction of the link, at most its capacity.
#pragma once

#include "models/network/topology.hpp"
#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/replay/cycle_state.hpp"
#include "sim/replay/driver.hpp"
#include "sim/replay/observer.hpp"

#include <vector>

namespace archipelago {

class LinkMeter {
public:
  LinkMeter(const World& world, const Topology& topology, Observer* observer);

  void started(FlowId flow, std::size_t from_site, std::size_t to_site, Seconds now);
  // The flow is over, or has been stopped, having moved `bytes`.
  void ended(FlowId flow, Bytes bytes, Seconds now, Driver& driver);
  void start_counting() { for (auto& direction : directions_) direction.bytes = direction.peak = 0; }
  std::vector<LinkResult> results(Seconds counted) const;

  void visit(CycleState& state) {
    for (Direction& direction : directions_) {
      state.count(direction.bytes);
      state.same(direction.peak);
      state.same(direction.active.size());
      for (const FlowId flow : direction.active) state.same(flow), state.date(flows_[flow].started);
    }
  }

private:
  struct Direction {
    double bytes = 0, peak = 0;
    std::vector<FlowId> active;
  };
  struct Flow { const Path* path = nullptr; double started = 0; };

  Direction& direction(const Hop& hop) { return directions_[2 * hop.link + (hop.forward ? 0 : 1)]; }

  const World& world_;
  const Topology& topology_;
  Observer* observer_;
  std::vector<Direction> directions_;
  std::vector<Flow> flows_;
};

} // namespace archipelago
