// The flows of a run as their owners know them: each may travel in two parts, and may be moved to another path.
//
// A flow is started over the ways that are open (models/network/ways.hpp). When a link goes down and second paths are used, the
// parts on it are moved: what has arrived stays, the rest starts on the other path and pays its latency, as a transfer over a new
// connection does. A flow has ended when its last part has. Parts carry the driver's numbers, flows have their own.
#pragma once

#include "models/network/ways.hpp"
#include "sim/replay/cycle_state.hpp"
#include "sim/replay/driver.hpp"
#include "sim/replay/hosts.hpp"
#include "sim/replay/latencies.hpp"
#include "sim/replay/link_meter.hpp"

#include <optional>
#include <vector>

namespace archipelago {

class Flows {
public:
  struct Ended { FlowId flow; std::uint32_t owner; Bytes size; bool background; };

  Flows(const World& world, const Topology& topology, LinkMeter& meter, std::uint64_t seed);

  void begin(Driver& driver) { driver_ = &driver; }
  FlowId start(HostId from, HostId to, Bytes size, std::uint32_t owner, Seconds now, bool background = false);
  Bytes stop(FlowId flow, Seconds now);       // what it had moved
  void stop_all(Seconds now);
  std::optional<Ended> part_done(FlowId part, Seconds now);   // nothing while another part is under way

  void set_down(std::size_t link, bool down) { ways_.set_down(link, down); }   // for flows that start from now on
  void move_off(std::size_t link, Seconds now);                               // those under way on it
  void start_counting();                      // what background flows have moved by now is left out
  Bytes counted(FlowId flow) const;           // of a background flow under way: moved since then

  const Latencies& latencies() const { return latencies_; }
  std::uint64_t started() const { return started_; }

  void visit(CycleState& state) {
    for (const FlowId number : state.named(CycleState::Which::part)) {   // all that are under way: the driver has named them
      const Part& part = parts_[number];
      const Flow& flow = flows_[part.flow];
      state.require(part.live && flow.live);
      state.named(CycleState::Which::flow, part.flow);
      state.same(flow.owner), state.same(flow.size), state.same(flow.moved), state.same(flow.parts);
      state.same(static_cast<const void*>(part.path)), state.same(part.size);
    }
    state.count(started_);
  }

private:
  struct Part {
    FlowId flow = 0;
    HostId from = 0, to = 0;
    const Path* path = nullptr;
    double size = 0, uncounted = 0;
    bool live = false;
  };
  struct Flow {
    std::uint32_t owner = 0;
    double size = 0, moved = 0;               // moved: by parts that have ended
    int parts = 0;
    bool live = false, background = false;
  };

  void start_part(FlowId flow, HostId from, HostId to, const Way& way, double size, Seconds now);
  Bytes stop_part(FlowId part, Seconds now);

  const Topology& topology_;
  Hosts hosts_;
  LinkMeter& meter_;
  Ways ways_;
  Latencies latencies_;
  Driver* driver_ = nullptr;
  std::vector<Part> parts_;                   // by the driver's numbers
  std::vector<Flow> flows_;
  std::vector<FlowId> free_;
  std::uint64_t started_ = 0;
};

} // namespace archipelago
