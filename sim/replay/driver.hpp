// The wall between what a run does and what plays it: dates and flows.
//
// A replay (learners, syncer, failures) is written once against this interface; the exact engine drives it from SimGrid's
// timers and network, a fast engine from an event heap. The replay never sees the driver's types.
//
// Events of one instant are delivered together, ordered by (kind, entity): the same scenario gives the same order
// whatever the order in which the driver came to know of them. Dates are seconds since the start of the run.
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <string>

namespace archipelago {

// The order of the kinds is the order inside one instant: data lands, steps end, pauses end, and only then is decided
// who takes part in a round, so that reports of the same instant are in it.
enum class EventKind : std::uint8_t {
  flow_done,          // entity: flow
  batch_due,          // entity: site; a learner that waits for its batch may have it
  link_change,        // entity: index of the change
  link_profile,       // entity: carrier whose share of its bandwidth changes with the time of day
  reroute,            // entity: link that is down; flows are now sent the other way
  background,         // entity: source of background traffic that begins its next flows
  storage_change,     // entity: site; what its store or loader service gives: a batch that is there by now is, steps from now on see it
  stage_done,         // entity: exchange slot; a fixed delay of an exchange is over
  step_end,           // entity: learner
  report,             // entity: learner; the first piece of its due fragment is ready
  checkpoint_written, // entity: learner
  storage,            // entity: site; a transfer to or from its storage is over
  arrive,             // entity: learner becomes available
  leave,              // entity: learner
  pause_end,          // entity: learner
  slice_return,       // entity: learner without slices
  node_there,         // entity: learner; a node has taken the place of a lost one
  node_lost,          // entity: learner; losses on the wall clock
  node_request,       // entity: number of the request
  chaos,              // entity: index of the event; what ends in the same instant has ended before
  outage,             // entity: plan of outages of a site or link; stamp: announced, begins, ends
  holding,            // entity: learner whose capacity a market gives and takes; stamp: announced, changes
  corruption,         // entity: learner
  warm_up_end,
  horizon,
  join_timeout,       // entity: low bits of the syncer step
  decide,             // the syncer looks at what it has
};

struct Event {
  EventKind kind{};
  std::uint32_t entity = 0;
  std::uint64_t stamp = 0;                    // the sender's generation: stale events are ignored by the receiver
};

using FlowId = std::uint32_t;
using HostId = std::uint32_t;

// What is particular about one flow.
struct FlowWay {
  std::uint32_t path = 0;                     // between the two sites: Topology::path(from, to, path)
  Seconds added_latency;                      // to that of the path; negative where jitter makes it shorter, never below zero together
};

class Driver {
public:
  virtual ~Driver() = default;
  virtual void wake(Seconds at, const Event& event) = 0;        // at >= now; now means later in this instant
  // Both hosts and the size are the replay's business; a route without links takes no time.
  virtual FlowId start_flow(HostId from, HostId to, Bytes size, const FlowWay& way) = 0;
  virtual Bytes stop_flow(FlowId flow) = 0;                     // what had been moved; no event will come for it
  virtual Bytes moved(FlowId flow) = 0;
  // Of a carrier: the network's links, then its backbones (Network::carriers).
  virtual void set_link_factor(std::size_t carrier, double factor) = 0;
  virtual void finish() = 0;                                    // no further event is delivered
};

class Player {
public:
  virtual ~Player() = default;
  virtual void begin(Driver& driver) = 0;
  virtual void on_event(Seconds now, const Event& event) = 0;
  virtual std::string waiting_for() const = 0;                  // for the message of a deadlock
};

} // namespace archipelago
