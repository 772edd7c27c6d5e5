// The world's hosts, links and routes on SimGrid, and flows over them.
//
// SimGrid 3.32 with its CM02 model, no TCP window bound, no cross-traffic: what its defaults would do to wide-area flows is
// off by factors (a 30 ms path is 180 times too slow), so transport is ours: capacity() of each direction of a link and a
// backbone, and what one flow can reach (flow_cap.hpp) as a cap of its own on the route.
// Links whose bandwidth changes share non-linearly by a factor: a plain bandwidth change would bind running flows to the lowest
// bandwidth at their start for life. Where second paths are used every host stands twice, once for each path. One per process.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"
#include "sim/replay/driver.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace archipelago {

class Platform {
public:
  // `flow_done` is called inside SimGrid's loop, at the date the flow ended.
  Platform(const World& world, const Topology& topology, const std::vector<std::string>& simgrid_options,
           std::function<void(FlowId)> flow_done);
  ~Platform();

  FlowId start(HostId from, HostId to, Bytes size, const FlowWay& way = {});
  Bytes stop(FlowId flow);                    // cancelled; what it had moved
  Bytes moved(FlowId flow) const;
  void release(FlowId flow);                  // after its end: the number may be used again
  void set_link_factor(std::size_t carrier, double factor);

  // SimGrid runs the timers of an instant before it tells of the flows that end in it; true while such ends are to come.
  bool flows_end_now() const;

  Seconds now() const;
  // `callback` runs in SimGrid's loop at that date; next_timer is -1 when none is set.
  void set_timer(Seconds at, std::function<void()> callback);
  Seconds next_timer() const;
  // Plays until the conductor is let go. Throws what `deadlock` throws when nothing can happen any more.
  void run(std::function<void()> deadlock);
  void let_go();

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace archipelago
