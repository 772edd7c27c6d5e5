// What the loss of a part of the network does: against worlds whose answer is plain. The engine is asked the same in tests/engine.
#include "models/preview/network_loss.hpp"
#include "tests/models/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using namespace archipelago::test;
using Effect = NetworkLoss::Effect;

namespace {

const NetworkLoss& of(const std::vector<NetworkLoss>& losses, NetworkLoss::Kind kind, const std::string& name) {
  return *std::find_if(losses.begin(), losses.end(), [&](const NetworkLoss& loss) { return loss.kind == kind && loss.name == name; });
}

// Three sites in a triangle, one learner each.
World triangle(ProtocolName protocol) {
  World world;
  world.model.parameters = 1e9;
  world.protocol.name = protocol;
  world.protocol.fragments = 1;
  world.protocol.bits = 16;
  for (const char* name : {"a", "b", "c"}) {
    Site site;
    site.name = name;
    world.learners.push_back(learner_at(name, world.sites.size(), 8, 8, 1));
    world.sites.push_back(site);
  }
  world.network.links = {link("ab", 0, 1, 1e8, 1), link("bc", 1, 2, 1e8, 1), link("ca", 2, 0, 1e8, 1)};
  return world;
}

} // namespace

TEST_CASE("in a star every part stops a sharded syncer") {
  const World world = four_regions();
  for (const NetworkLoss& loss : network_losses(world)) {
    CHECK(loss.effect == Effect::stops);
    CHECK(loss.learners_stopped == 8);
    CHECK(loss.with_second_paths == 0);
  }
}

// A ring uses one direction of each line; the way round uses the others, and is only longer.
TEST_CASE("in a triangle a second path carries the ring on") {
  World world = triangle(ProtocolName::diloco);
  const auto fixed = network_losses(world);
  CHECK(of(fixed, NetworkLoss::Kind::link, "ab").effect == Effect::stops);
  CHECK(of(fixed, NetworkLoss::Kind::link, "ab").with_second_paths == Approx(1).epsilon(0.01));
  world.network.multipath = Multipath::failover;
  const auto losses = network_losses(world);
  CHECK(of(losses, NetworkLoss::Kind::link, "ab").effect == Effect::slower);
  CHECK(of(losses, NetworkLoss::Kind::link, "ab").stretch > 1);
  CHECK(of(losses, NetworkLoss::Kind::link, "ab").stretch == Approx(1).epsilon(0.01));
  // Two learners are left, and exchange 1 rather than 4/3 of the model.
  CHECK(of(losses, NetworkLoss::Kind::site, "c").learners_stopped == 1);
  CHECK(of(losses, NetworkLoss::Kind::site, "c").stretch == Approx(0.75).epsilon(0.01));
}

TEST_CASE("a second path over a line of half the bandwidth takes twice as long") {
  World world = triangle(ProtocolName::diloco);
  world.network.links.push_back(link("spare", 0, 1, 5e7, 1.5));   // before the way round
  world.network.multipath = Multipath::failover;
  CHECK(of(network_losses(world), NetworkLoss::Kind::link, "ab").stretch == Approx(2).epsilon(0.01));
}

TEST_CASE("a backbone takes all its links, and second paths beside it help") {
  World world = triangle(ProtocolName::diloco);
  world.network.links.push_back(link("spare", 0, 1, 1e8, 50));
  world.network.links.push_back(link("far", 2, 0, 1e8, 50));
  world.network.backbones = {{"cable", BytesPerSecond(1e9), {{0, true}, {2, false}}}};
  world.network.multipath = Multipath::failover;
  CHECK(of(network_losses(world), NetworkLoss::Kind::backbone, "cable").effect == Effect::slower);
  world.network.links.resize(3);
  CHECK(of(network_losses(world), NetworkLoss::Kind::backbone, "cable").effect == Effect::stops);
}

TEST_CASE("a parameter server loses who cannot reach it, and all with its own site") {
  World world = triangle(ProtocolName::async_local_sgd);
  world.protocol.sharded_syncer = false;
  const auto losses = network_losses(world);
  CHECK(of(losses, NetworkLoss::Kind::link, "ab").learners_stopped == 1);
  CHECK(of(losses, NetworkLoss::Kind::link, "bc").effect == Effect::none);
  CHECK(of(losses, NetworkLoss::Kind::site, "a").effect == Effect::stops);
  CHECK(of(losses, NetworkLoss::Kind::site, "b").learners_stopped == 1);
}

TEST_CASE("data-parallel waits for a lost site, elastic data-parallel does not") {
  CHECK(of(network_losses(triangle(ProtocolName::data_parallel)), NetworkLoss::Kind::site, "a").effect == Effect::stops);
  CHECK(of(network_losses(triangle(ProtocolName::elastic_data_parallel)), NetworkLoss::Kind::site, "a").learners_stopped == 1);
}
