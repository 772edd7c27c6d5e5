#include "sim/replay/exchange.hpp"

#include "models/network/ring_order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

ExchangePlanner::ExchangePlanner(const World& world, const Topology& topology)
    : world_(world), topology_(topology), hosts_(world) {
  if (world.protocol.name != ProtocolName::decoupled_diloco) return;
  OneWayLatency best(std::numeric_limits<double>::infinity());
  for (std::size_t site = 0; site < world.sites.size(); ++site) {
    if (!world.protocol.sharded_syncer && site != world.protocol.syncer_site) continue;
    std::vector<OneWayLatency> latencies;
    std::vector<Seconds> jitter;
    for (std::size_t m = 0; m < world.learners.size(); ++m) {
      const Path* path = topology.path(world.learners[m].site, site);
      latencies.push_back(path ? latency(hosts_.shard(m), hosts_.site_switch(site)) : best);
      jitter.push_back(path ? path->jitter : Seconds(0));
    }
    const OneWayLatency worst = *std::max_element(latencies.begin(), latencies.end());
    if (worst < best) {
      best = worst;
      to_coordinator_ = std::move(latencies);
      coordinator_jitter_ = std::move(jitter);
    }
  }
}

Seconds ExchangePlanner::metadata_lead(const std::vector<std::uint32_t>& contributors, const Latencies* latencies, std::int64_t round) const {
  Seconds worst;
  if (!to_coordinator_.empty())
    for (std::uint32_t m : contributors) {
      const Seconds mean = duration(to_coordinator_[m]);
      worst = std::max(worst, latencies ? mean + latencies->of_report(m, mean, coordinator_jitter_[m], round) : mean);
    }
  return worst;
}

bool ExchangePlanner::has_links(HostId from, HostId to) const {
  if (from == to) return false;
  const auto behind_lan = [this](HostId host) {
    return !hosts_.is_switch(host) && world_.sites[hosts_.site_of(host)].lan.has_value();
  };
  return hosts_.site_of(from) != hosts_.site_of(to) || behind_lan(from) || behind_lan(to);
}

OneWayLatency ExchangePlanner::latency(HostId from, HostId to) const {
  const std::size_t a = hosts_.site_of(from), b = hosts_.site_of(to);
  OneWayLatency total = topology_.path(a, b)->latency;
  for (HostId host : {from, to})
    if (const auto& lan = world_.sites[hosts_.site_of(host)].lan; lan && !hosts_.is_switch(host)) total += lan->latency;
  return total;
}

Exchange ExchangePlanner::ring(const std::vector<HostId>& order) const {
  const double n = static_cast<double>(order.size());
  Exchange exchange;
  OneWayLatency slowest;
  Seconds jitter;                             // of the slowest edge
  std::vector<PlannedFlow> flows;
  for (std::size_t i = 0; order.size() > 1 && i < order.size(); ++i) {
    const HostId from = order[i], to = order[(i + 1) % order.size()];
    if (has_links(from, to)) {
      flows.push_back({from, to, 2.0 * (n - 1.0) / n});
      if (const OneWayLatency edge = latency(from, to); edge > slowest) {
        slowest = edge;
        jitter = topology_.path(hosts_.site_of(from), hosts_.site_of(to))->jitter;
      }
    }
  }
  if (!flows.empty()) {
    exchange.stages.push_back(std::move(flows));
    const double phases = 2.0 * (n - 1.0) - 1.0;
    exchange.tail = exchange.tail_latency = phases * duration(slowest);
    exchange.tail_jitter = std::sqrt(phases) * jitter;
  }
  return exchange;
}

std::vector<std::size_t> ExchangePlanner::sites_of(const std::vector<std::size_t>& members) const {
  std::vector<std::size_t> sites;
  for (std::size_t m : members) sites.push_back(world_.learners[m].site);
  std::sort(sites.begin(), sites.end());
  sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
  return sites;
}

Exchange ExchangePlanner::site_ring(const std::vector<std::size_t>& members) const {
  const auto sites = sites_of(members);
  if (sites.size() == 1) return flat_ring(members);
  std::vector<HostId> order;
  for (std::size_t site : ring_order(topology_, sites)) order.push_back(hosts_.site_switch(site));
  Exchange exchange = ring(order);
  for (std::size_t site : sites) {
    const auto& lan = world_.sites[site].lan;
    const auto m = static_cast<double>(
        std::count_if(members.begin(), members.end(), [&](std::size_t k) { return world_.learners[k].site == site; }));
    if (!lan || m < 2) continue;
    const double rate = capacity(*lan).value;
    exchange.lan_share_per_rate = std::max(exchange.lan_share_per_rate, (m - 1.0) / m / rate);
    exchange.lan_latency = std::max(exchange.lan_latency, (m - 1.0) * 2.0 * duration(lan->latency));
  }
  return exchange;
}

Exchange ExchangePlanner::flat_ring(const std::vector<std::size_t>& members) const {
  const auto sites = sites_of(members);
  std::vector<HostId> order;
  for (std::size_t site : sites.size() > 1 ? ring_order(topology_, sites) : sites)
    for (std::size_t m : members)
      if (world_.learners[m].site == site) order.push_back(hosts_.shard(m));
  return ring(order);
}

Exchange ExchangePlanner::central(const std::vector<std::size_t>& members, const std::vector<std::size_t>& contributors) const {
  const HostId center = hosts_.site_switch(world_.protocol.syncer_site);
  Exchange exchange;
  std::vector<PlannedFlow> up, down;
  for (std::size_t m : contributors)
    if (has_links(hosts_.shard(m), center)) up.push_back({hosts_.shard(m), center, 1.0});
  for (std::size_t m : members)
    if (has_links(center, hosts_.shard(m))) down.push_back({center, hosts_.shard(m), 1.0});
  if (!up.empty()) exchange.stages.push_back(std::move(up));
  if (!down.empty()) exchange.stages.push_back(std::move(down));
  return exchange;
}

Exchange ExchangePlanner::plan(const std::vector<std::size_t>& members, const std::vector<std::size_t>& contributors) const {
  Exchange exchange;
  if (!world_.protocol.sharded_syncer) exchange = central(members, contributors);
  else if (world_.protocol.all_reduce == AllReduce::site_ring) exchange = site_ring(members);
  else exchange = flat_ring(members);
  exchange.tail += world_.protocol.sync_overhead;
  return exchange;
}

} // namespace archipelago
