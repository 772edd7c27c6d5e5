#include "models/preview/traffic.hpp"

#include "models/network/carriers.hpp"
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
  Stage(const World& world, const Ways& ways) : world_(world), ways_(ways), link_share_(2 * world.network.carriers(), 0.0) {}

  void add(Endpoint from, Endpoint to, double share) {
    const Ways::Choice choice = ways_.choose(from.site, to.site);
    if (choice.count == 0) per_byte_ = std::numeric_limits<double>::infinity();
    OneWayLatency latency;
    for (const Way& way : choice) {
      latency = std::max(latency, way.path->latency);
      add_path(*way.path, share * way.share);
    }
    for (Endpoint end : {from, to}) {
      const auto& lan = world_.sites[end.site].lan;
      if (!end.behind_lan || !lan) continue;
      latency += lan->latency;
      per_byte_ = std::max(per_byte_, share / capacity(*lan).value);
    }
    slowest_ = std::max(slowest_, latency);
  }

  Seconds latency() const { return duration(slowest_); }

  void add_to(Traffic& traffic) const {
    double per_byte = per_byte_;
    for (std::size_t d = 0; d < link_share_.size(); ++d) {
      traffic.link_share[d] += link_share_[d];
      per_byte = std::max(per_byte, link_share_[d] / carrier_capacity(world_.network, d / 2).value);
    }
    if (!slow_starts_.empty()) traffic.slow_starts.push_back(slow_starts_);
    traffic.transfer += per_byte;
    traffic.pipe = std::max(traffic.pipe, per_byte);
  }

private:
  void add_path(const Path& path, double share) {
    const auto pass = [&](std::size_t carrier, bool forward) { link_share_[2 * carrier + (forward ? 0 : 1)] += share; };
    for (const Hop& hop : path.hops) pass(hop.link, hop.forward);
    for (const Hop& hop : path.backbones) pass(world_.network.links.size() + hop.link, hop.forward);
    if (path.flow_cap) per_byte_ = std::max(per_byte_, share / path.flow_cap->value);
    if (path.initial_window) slow_starts_.push_back({share, path});
  }

  const World& world_;
  const Ways& ways_;
  std::vector<double> link_share_;
  std::vector<Traffic::SlowStart> slow_starts_;
  double per_byte_ = 0;
  OneWayLatency slowest_;
};

std::vector<std::size_t> learners_at_sites(const World& world) {
  std::vector<std::size_t> members(world.sites.size(), 0);
  for (const Learner& learner : world.learners) ++members[learner.site];
  return members;
}

void add_ring(const World& world, const Ways& ways, const std::vector<Endpoint>& order, Traffic& traffic) {
  if (order.size() < 2) return;
  Stage stage(world, ways);
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
                               others / static_cast<double>(members[site]) / capacity(*lan).value);
    latency = std::max(latency, duration(lan->latency) * (2 * others));
  }
  traffic.fixed += latency * 2;
}

void add_all_reduce(const World& world, const Topology& topology, const Ways& ways, Traffic& traffic) {
  const auto members = learners_at_sites(world);
  std::vector<std::size_t> sites;
  for (std::size_t site = 0; site < members.size(); ++site)
    if (members[site] > 0) sites.push_back(site);
  const bool by_site = world.protocol.all_reduce == AllReduce::site_ring && sites.size() > 1;
  std::vector<Endpoint> order;
  for (std::size_t site : ring_order(topology, sites, exact_ring_sites))
    order.insert(order.end(), by_site ? 1 : members[site], Endpoint{site, !by_site});
  if (by_site) add_lan_legs(world, members, traffic);
  add_ring(world, ways, order, traffic);
}

void add_star(const World& world, const Ways& ways, Traffic& traffic) {
  const Endpoint centre{world.protocol.syncer_site, false};
  for (bool up : {true, false}) {
    Stage stage(world, ways);
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

Seconds Traffic::starting(Bytes size) const {
  Seconds total;
  for (const auto& stage : slow_starts) {
    Seconds longest;
    for (const SlowStart& flow : stage) longest = std::max(longest, start_delay(flow.path, size * flow.share));
    total += longest;
  }
  return total;
}

Traffic round_traffic(const World& world, const Topology& topology, const Ways& ways) {
  Traffic traffic;
  traffic.link_share.resize(2 * world.network.carriers());
  if (world.protocol.sharded_syncer) add_all_reduce(world, topology, ways, traffic);
  else add_star(world, ways, traffic);
  traffic.fixed += world.protocol.sync_overhead;
  if (world.protocol.name == ProtocolName::decoupled_diloco) traffic.fixed += report_latency(world, topology);
  return traffic;
}

Traffic round_traffic(const World& world, const Topology& topology) { return round_traffic(world, topology, Ways(topology, world.network)); }

Traffic flow_traffic(const World& world, const Topology& topology, Endpoint from, Endpoint to) {
  return flow_traffic(world, Ways(topology, world.network), from, to);
}

Traffic flow_traffic(const World& world, const Ways& ways, Endpoint from, Endpoint to) {
  Traffic traffic;
  traffic.link_share.resize(2 * world.network.carriers());
  Stage stage(world, ways);
  stage.add(from, to, 1.0);
  stage.add_to(traffic);
  traffic.fixed = stage.latency();
  return traffic;
}

} // namespace archipelago
