// How the bytes of a synchronization travel: what leaves and enters each end, and which delays are fixed.
#include "sim/replay/exchange.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <map>
#include <numeric>

namespace archipelago {
namespace {

// Sites in a star of one hub, with so many learners each.
World star(const std::vector<int>& learners_at, bool with_lan) {
  World world;
  world.network.hubs = {"hub"};
  for (std::size_t s = 0; s < learners_at.size(); ++s) {
    Site site;
    site.name = std::to_string(s);
    if (with_lan) site.lan = Lan{BytesPerSecond(1e10), OneWayLatency(1e-3), {}};
    world.sites.push_back(site);
    Link link;
    link.name = "wan-" + site.name;
    link.between = {s, learners_at.size()};
    link.bandwidth = BytesPerSecond(1e9);
    link.latency = OneWayLatency(0.01 * static_cast<double>(s + 1));
    world.network.links.push_back(link);
    for (int i = 0; i < learners_at[s]; ++i) {
      Learner learner;
      learner.name = site.name + "-" + std::to_string(i);
      learner.site = s;
      world.learners.push_back(learner);
    }
  }
  return world;
}

Exchange plan_all(const World& world) {
  const Topology topology(world.sites.size(), world.network);
  std::vector<std::size_t> all(world.learners.size());
  std::iota(all.begin(), all.end(), 0u);
  return ExchangePlanner(world, topology).plan(all, all);
}

} // namespace

TEST_CASE("site ring: 2(n-1)/n of the fragment leaves and enters each site, whatever stands there") {
  World world = star({1, 2, 3, 2}, true);
  const Exchange exchange = plan_all(world);
  REQUIRE(exchange.stages.size() == 1);
  CHECK(exchange.stages[0].size() == 4);
  for (const PlannedFlow& flow : exchange.stages[0]) {
    CHECK(flow.share == 1.5);
    CHECK(Hosts(world).is_switch(flow.from));
  }
  // Three learners behind their own lan links combine first: 2/3 of the fragment each way.
  CHECK(exchange.lan_share_per_rate == Approx(2.0 / 3.0 / 1e10));
  CHECK(exchange.lan_latency.value == Approx(2 * 2 * 1e-3));
  // Of 6 phases the flow pays one; the slowest edge of any ring over 10, 20, 30, 40 ms legs is 50 to 70 ms.
  CHECK(exchange.tail.value >= 5 * 0.05 - 1e-12);
  CHECK(exchange.tail.value <= 5 * 0.07 + 1e-12);
}

TEST_CASE("a single learner exchanges nothing") {
  const Exchange exchange = plan_all(star({1}, true));
  CHECK(exchange.stages.empty());
  CHECK(exchange.tail == Seconds(0));
}

TEST_CASE("the fixed overhead of a synchronization comes after the last flow") {
  World world = star({1, 1}, false);
  const double without = plan_all(world).tail.value;
  world.protocol.sync_overhead = Seconds(0.25);
  CHECK(plan_all(world).tail.value == Approx(without + 0.25));
}

TEST_CASE("a central syncer: each contributor's bytes in, the merged fragment out to every member") {
  World world = star({2, 2, 1}, true);
  world.protocol.sharded_syncer = false;
  world.protocol.syncer_site = 1;
  const Topology topology(world.sites.size(), world.network);
  const Exchange exchange = ExchangePlanner(world, topology).plan({0, 1, 2, 3, 4}, {0, 4});
  REQUIRE(exchange.stages.size() == 2);
  CHECK(exchange.stages[0].size() == 2);
  CHECK(exchange.stages[1].size() == 5);
  const HostId center = Hosts(world).site_switch(1);
  for (const PlannedFlow& flow : exchange.stages[0]) CHECK((flow.to == center && flow.share == 1.0));
  for (const PlannedFlow& flow : exchange.stages[1]) CHECK((flow.from == center && flow.share == 1.0));
}

TEST_CASE("any ring is one closed circle: each end sends once and receives once, 2(n-1)/n of the bytes") {
  rc::prop("sites, learners, flat or by site", [] {
    std::vector<int> learners_at(*rc::gen::inRange<std::size_t>(2, 7));
    for (int& count : learners_at) count = *rc::gen::inRange(1, 4);
    World world = star(learners_at, *rc::gen::arbitrary<bool>());
    const bool flat = *rc::gen::arbitrary<bool>();
    world.protocol.all_reduce = flat ? AllReduce::flat_ring : AllReduce::site_ring;
    const Exchange exchange = plan_all(world);
    RC_ASSERT(exchange.stages.size() == 1u);
    const std::size_t n = flat ? world.learners.size() : world.sites.size();
    // Learners of one site without lan links have nothing between them: no flow is needed there.
    std::size_t edges = n;
    if (flat && !world.sites[0].lan) edges = world.sites.size();
    RC_ASSERT(exchange.stages[0].size() == edges);
    std::map<HostId, int> sends, receives;
    for (const PlannedFlow& flow : exchange.stages[0]) {
      RC_ASSERT(std::abs(flow.share - 2.0 * static_cast<double>(n - 1) / static_cast<double>(n)) < 1e-12);
      RC_ASSERT(++sends[flow.from] == 1);
      RC_ASSERT(++receives[flow.to] == 1);
    }
    if (edges < n) return;
    // Following the flows from anywhere passes every end before it comes back.
    std::map<HostId, HostId> next;
    for (const PlannedFlow& flow : exchange.stages[0]) next[flow.from] = flow.to;
    std::size_t length = 0;
    const HostId start = next.begin()->first;
    HostId at = start;
    do {
      at = next.at(at);
      ++length;
    } while (at != start && length <= n);
    RC_ASSERT(length == n);
  });
}

TEST_CASE("a quorum syncer learns of its contributors where that takes least") {
  World world = star({1, 1, 1}, false);       // legs of 10, 20 and 30 ms
  world.protocol.name = ProtocolName::decoupled_diloco;
  const Topology topology(world.sites.size(), world.network);
  const ExchangePlanner planner(world, topology);
  // One coordinator for the whole run: site 0, from which the farthest, site 2, is 40 ms away.
  CHECK(planner.metadata_lead({2}).value == Approx(0.04));
  CHECK(planner.metadata_lead({0, 1}).value == Approx(0.03));
  world.protocol.name = ProtocolName::diloco;
  CHECK(ExchangePlanner(world, topology).metadata_lead({0, 1, 2}) == Seconds(0));
}

} // namespace archipelago
