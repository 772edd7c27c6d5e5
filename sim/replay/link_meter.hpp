// Bytes on each direction of each wide-area link and backbone, and how busy it got. Bytes of background flows are kept apart.
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
  LinkMeter(const World& world, Observer* observer);

  void started(FlowId flow, const Path& path, bool background, Seconds now);
  // The flow is over, or has been stopped, having moved `bytes`.
  void ended(FlowId flow, Bytes bytes, Seconds now, Driver& driver);
  void start_counting() { for (auto& direction : directions_) direction.bytes = direction.background = direction.peak = 0; }
  std::vector<LinkResult> results(Seconds counted) const { return rows(0, world_.network.links.size(), counted); }
  std::vector<LinkResult> backbone_results(Seconds counted) const { return rows(world_.network.links.size(), world_.network.carriers(), counted); }

  void visit(CycleState& state) {
    for (Direction& direction : directions_) {
      state.count(direction.bytes);
      state.same(direction.peak);
      state.same(direction.active.size());
      for (const FlowId flow : direction.active) state.named(CycleState::Which::part, flow), state.date(flows_[flow].started);
    }
  }

private:
  struct Direction {
    double bytes = 0, background = 0, peak = 0, most = 0;   // most: bytes per second
    std::vector<FlowId> active;               // of the run's own
  };
  struct Flow { const Path* path = nullptr; double started = 0; bool background = false; };

  Direction& direction(std::size_t carrier, bool forward) { return directions_[2 * carrier + (forward ? 0 : 1)]; }
  template <class Each> void for_each_direction(const Path& path, Each each) {
    for (const Hop& hop : path.hops) each(direction(hop.link, hop.forward));
    for (const Hop& hop : path.backbones) each(direction(first_backbone_ + hop.link, hop.forward));
  }
  std::vector<LinkResult> rows(std::size_t first, std::size_t end, Seconds counted) const;
  LinkResult row(std::size_t carrier, bool forward, Seconds counted) const;

  const World& world_;
  Observer* observer_;
  std::size_t first_backbone_;                // among the carriers
  std::vector<Direction> directions_;
  std::vector<Flow> flows_;
};

} // namespace archipelago
