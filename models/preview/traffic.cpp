#include "models/preview/traffic.hpp"

#include "models/network/collectives.hpp"
#include "models/network/ring_order.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace archipelago {

namespace {

// Above this the exact ring search would take longer than a preview may.
constexpr std::size_t exact_ring_sites = 8;

// Flows that start together, and the latency of the slowest.
class Stage {
public:
  Stage(const World& world, const Topology& topology)
      : world_(world), topology_(topology), link_share_(2 * world.network.links.size(), 0.0) {}

  void add(Endpoint from, Endpoint to, double share) {
    const Path* path = topology_.path(from.site, to.site);
    if (!path) {
      per_byte_ = std::numeric_limits<double>::infinity();
      return;
    }
    OneWayLatency latency = path->latency;
    for (const Hop& hop : path->hops) link_share_[2 * hop.link + (hop.forward ? 0 : 1)] += share;
    if (path->flow_cap) per_byte_ = std::max(per_byte_, share / path->flow_cap->value);
    for (Endpoint end : {from, to}) {
      const auto& lan = world_.sites[end.site].lan;
      if (!end.behind_lan || !lan) continue;
      latency += lan->latency;
      per_byte_ = std::max(per_byte_, share / (lan->bandwidth.value * lan->transport.efficiency));
    }
    slowest_ = std::max(slowest_, latency);
  }

  Seconds latency() const { return duration(slowest_); }

  void add_to(Traffic& traffic) const {
    double per_byte = per_byte_;
    for (std::size_t d = 0; d < link_share_.size(); ++d) {
      traffic.link_share[d] += link_share_[d];
      per_byte = std::max(per_byte, link_share_[d] / capacity(world_.network.links[d / 2]).value);
    }
    traffic.transfer += per_byte;
    traffic.pipe = std::max(traffic.pipe, per_byte);
  }

private:
  const World& world_;
  const Topology& topology_;
  std::vector<double> link_share_;
  double per_byte_ = 0;
  OneWayLatency slowest_;
};

std::vector<std::size_t> learners_at_sites(const World& world) {
  std::vector<std::size_t> members(world.sites.size(), 0);
  for (const Learner& learner : world.learners) ++members[learner.site];
  return members;
}

void add_ring(const World& world, const Topology& topology, const std::vector<Endpoint>& order, Traffic& traffic) {
  if (order.size() < 2) return;
  Stage stage(world, topology);
  for (std::size_t k = 0; k < order.size(); ++k) stage.add(order[k], order[(k + 1) % order.size()], ring_factor(order.size()));
  stage.add_to(traffic);
  traffic.fixed += stage.latency() * (2.0 * static_cast<double>(order.size() - 1));
}

void add_lan_legs(const World& world, const std::vector<std::size_t>& members, Traffic& traffic) {
  Seconds latency;
  for (std::size_t site = 0; site < members.size(); ++site) {
    const auto& lan = world.sites[site].lan;
    if (!lan || members[site] < 2) continue;
    const double others = static_cast<double>(members[site] - 1);
    traffic.lan_leg = std::max(traffic.lan_leg,
                               others / static_cast<double>(members[site]) / (lan->bandwidth.value * lan->transport.efficiency));
    latency = std::max(latency, duration(lan->latency) * (2 * others));
  }
  traffic.fixed += latency * 2;
}

void add_all_reduce(const World& world, const Topology& topology, Traffic& traffic) {
  const auto members = learners_at_sites(world);
  std::vector<std::size_t> sites;
  for (std::size_t site = 0; site < members.size(); ++site)
    if (members[site] > 0) sites.push_back(site);
  const bool by_site = world.protocol.all_reduce == AllReduce::site_ring && sites.size() > 1;
  std::vector<Endpoint> order;
  for (std::size_t site : ring_order(topology, sites, exact_ring_sites))
    order.insert(order.end(), by_site ? 1 : members[site], Endpoint{site, !by_site});
  if (by_site) add_lan_legs(world, members, traffic);
  add_ring(world, topology, order, traffic);
}

void add_star(const World& world, const Topology& topology, Traffic& traffic) {
  const Endpoint centre{world.protocol.syncer_site, false};
  for (bool up : {true, false}) {
    Stage stage(world, topology);
    for (const Learner& learner : world.learners)
      stage.add(up ? Endpoint{learner.site} : centre, up ? centre : Endpoint{learner.site}, 1.0);
    stage.add_to(traffic);
    traffic.fixed += stage.latency();
  }
}

Seconds report_latency(const World& world, const Topology& topology) {
  std::optional<OneWayLatency> best;
  for (const Learner& coordinator : world.learners) {
    OneWayLatency farthest;
    for (const Learner& reporter : world.learners)
      if (const Path* path = topology.path(reporter.site, coordinator.site)) {
        const auto& lan = world.sites[reporter.site].lan;
        farthest = std::max(farthest, path->latency + (lan ? lan->latency : OneWayLatency()));
      }
    best = best ? std::min(*best, farthest) : farthest;
  }
  return best ? duration(*best) : Seconds(0);
}

} // namespace

Traffic round_traffic(const World& world, const Topology& topology) {
  Traffic traffic;
  traffic.link_share.resize(2 * world.network.links.size());
  if (world.protocol.sharded_syncer) add_all_reduce(world, topology, traffic);
  else add_star(world, topology, traffic);
  traffic.fixed += world.protocol.sync_overhead;
  if (world.protocol.name == ProtocolName::decoupled_diloco) traffic.fixed += report_latency(world, topology);
  return traffic;
}

Traffic flow_traffic(const World& world, const Topology& topology, Endpoint from, Endpoint to) {
  Traffic traffic;
  traffic.link_share.resize(2 * world.network.links.size());
  Stage stage(world, topology);
  stage.add(from, to, 1.0);
  stage.add_to(traffic);
  traffic.fixed = stage.latency();
  return traffic;
}

} // namespace archipelago
