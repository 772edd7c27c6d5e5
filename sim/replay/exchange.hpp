// How the bytes of one synchronization travel: fixed delays and stages of flows that run together.
//
// Ring all-reduce between n members as n fluid flows of 2(n-1)/n x bytes, each to the next in the ring; the latency of the other
// 2(n-1) - 1 phases is a fixed delay after the last flow (the flow pays one itself). This equals 2(n-1) lock-step phases. With
// jitter those phases are draws in a row of the slowest edge's latency.
//   site ring: combine inside each site over lan, (m-1)/m x bytes per member and direction before and again after the
//              ring between sites. A lan link is its learner's own, so these legs have a closed form; at a single site
//              the ring runs over the lan links as flows.
//   flat ring: over all members' shards.
//   central:   every contributor sends to the syncer's site, then the merged fragment goes to every member.
#pragma once

#include "models/network/topology.hpp"
#include "models/world.hpp"
#include "sim/replay/hosts.hpp"
#include "sim/replay/latencies.hpp"

#include <vector>

namespace archipelago {

struct PlannedFlow { HostId from, to; double share; };   // share: of the fragment's bytes on the wire

struct Exchange {
  double lan_share_per_rate = 0;              // seconds per byte of each lan leg (slowest site), before and after
  Seconds lan_latency;                        // of each lan leg
  std::vector<std::vector<PlannedFlow>> stages;
  Seconds tail;                               // after the last flow: latency of the other phases, fixed overhead
  Seconds tail_latency, tail_jitter;          // the latency in it, and its standard deviation
};

class ExchangePlanner {
public:
  ExchangePlanner(const World& world, const Topology& topology);

  // Members take part in the ring or receive the result; contributors matter for a central syncer only.
  Exchange plan(const std::vector<std::size_t>& members, const std::vector<std::size_t>& contributors) const;
  // A quorum syncer knows its contributors once the last one's metadata has reached the coordinator, which stands where
  // that takes least; zero for blocking schemes, which have no such message.
  Seconds metadata_lead(const std::vector<std::uint32_t>& contributors, const Latencies* latencies = nullptr, std::int64_t round = 0) const;
  bool has_links(HostId from, HostId to) const;
  OneWayLatency latency(HostId from, HostId to) const;

private:
  Exchange ring(const std::vector<HostId>& order) const;
  Exchange site_ring(const std::vector<std::size_t>& members) const;
  Exchange flat_ring(const std::vector<std::size_t>& members) const;
  Exchange central(const std::vector<std::size_t>& members, const std::vector<std::size_t>& contributors) const;
  std::vector<std::size_t> sites_of(const std::vector<std::size_t>& members) const;

  const World& world_;
  const Topology& topology_;
  Hosts hosts_;
  std::vector<OneWayLatency> to_coordinator_;   // of each learner; empty for blocking schemes
  std::vector<Seconds> coordinator_jitter_;     // of the same ways
};

} // namespace archipelago
