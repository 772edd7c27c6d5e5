// Networks that change, are shared and have second paths: fast does what exact does there too.
#include "tests/fast/agreement.hpp"
#include "tests/fast/random_world.hpp"

#include "models/random.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

// A random world of several sites, with one or more of: a day, a backbone, losses, a second link with a use for it, others' traffic.
World conditioned_world(std::uint64_t number) {
  World world = random_world(number);
  Network& network = world.network;
  if (network.links.empty()) return world;
  const RandomStream chance(number, entity_key("conditions"), Purpose::sampling);
  const auto happens = [&](std::uint64_t index) { return chance.uniform(index) < 0.5; };
  if (happens(0)) network.links[0].profile = {Seconds(300 + 300 * chance.uniform(1)), Seconds(7), {{Seconds(0), 1.0}, {Seconds(100), 0.4}, {Seconds(170), 0.7}}};
  if (happens(2)) network.links.back().background = {0.3, {}};
  if (happens(3)) {
    network.backbones = {{"cable", network.links[0].bandwidth * 0.8, {}, {}, {}}};
    for (std::size_t l = 0; l < network.links.size(); ++l) network.backbones[0].members.push_back({l, l % 2 == 0});
    if (happens(4)) network.backbones[0].profile = {Seconds(400), Seconds(0), {{Seconds(0), 0.9}, {Seconds(200), 0.5}}};
  }
  if (happens(5)) {
    Transport& transport = network.links[0].transport;
    transport.kind = Transport::Kind::tcp;
    transport.loss = 1e-4;
  }
  if (happens(6)) {
    Link second = network.links[0];
    second.name = "second";
    second.bandwidth *= 0.5;
    second.latency += OneWayLatency(0.003);
    second.outages.clear();
    network.links.push_back(second);
    network.multipath = happens(7) ? Multipath::failover : Multipath::split;
    network.failover_delay = Seconds(happens(8) ? 3 : 0);
  }
  if (world.sites.size() > 1 && happens(9)) {
    world.background_flows = {{"backup", 0, 1, happens(10), 2, Bytes(2e9), 1.0, Law{Law::Kind::exponential, Seconds(20)}}};
    world.neighbours = {{"other", {1, 0}, Bytes(1e9), Seconds(30), Seconds(5), happens(11)}};
  }
  return world;
}

} // namespace

TEST_CASE("random networks with a day, backbones, losses, second paths and others' traffic agree with exact") {
  int same = 0, several = 0;
  for (std::uint64_t number = 2000; number < 2028; ++number) {
    const World world = conditioned_world(number);
    const Agreement both = compare_fidelities(world, number);
    INFO("conditioned world " << number << ": " << both.off.goodput_points << " points, links " << both.off.link_bytes_percent << " %");
    CHECK(both.holds());
    if (world.network.links.empty()) continue;
    ++several;
    same += both.same_fingerprint();
  }
  CHECK(same >= several - 4);
}

TEST_CASE("jitter draws the same latencies in both") {
  World world = conditioned_world(2003);
  for (std::uint64_t number = 2003; world.network.links.empty(); ++number) world = conditioned_world(number);
  for (Link& link : world.network.links)
    if (link.latency.value > 0) link.jitter = Seconds(0.2 * link.latency.value);
  CHECK(compare_fidelities(world, 5).holds());
}
