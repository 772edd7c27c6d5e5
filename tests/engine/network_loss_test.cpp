// What the closed form says of losing a part of the network, and what the engine does when that part is killed.
#include "models/preview/network_loss.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace archipelago;

namespace {

constexpr double killed_at = 100, killed_for = 400;

std::vector<std::size_t> links_of(const World& world, const NetworkLoss& loss) {
  std::vector<std::size_t> links;
  const auto& network = world.network;
  if (loss.kind == NetworkLoss::Kind::backbone) {
    for (const Backbone& backbone : network.backbones)
      if (backbone.name == loss.name)
        for (const auto& member : backbone.members) links.push_back(member.link);
    return links;
  }
  std::size_t node = world.sites.size();
  for (std::size_t h = 0; h < network.hubs.size(); ++h)
    if (network.hubs[h] == loss.name) node += h;
  for (std::size_t s = 0; s < world.sites.size(); ++s)
    if (world.sites[s].name == loss.name) node = s;
  for (std::size_t l = 0; l < network.links.size(); ++l)
    if (loss.kind == NetworkLoss::Kind::link ? network.links[l].name == loss.name : network.links[l].between[0] == node || network.links[l].between[1] == node)
      links.push_back(l);
  return links;
}

ChaosEvent kill(const World& world, const NetworkLoss& loss) {
  ChaosEvent event{"kill", Seconds(killed_at), Seconds(killed_at + killed_for), 0, {}, links_of(world, loss)};
  for (std::size_t m = 0; m < world.learners.size(); ++m)
    if (loss.kind == NetworkLoss::Kind::site && world.sites[world.learners[m].site].name == loss.name) event.victims.push_back({m, std::nullopt});
  return event;
}

// Steps that all learners did while it was gone, as a share of those of an undisturbed run.
double pace_without(World world, const NetworkLoss& loss) {
  run_time(world, killed_at + killed_for);
  const double whole = static_cast<double>(play(world).steps);
  run_time(world, killed_at);
  const double before = static_cast<double>(play(world).steps);
  run_time(world, killed_at + killed_for);
  world.chaos = {kill(world, loss)};
  return (static_cast<double>(play(world).steps) - before) / (whole - before);
}

// Blocking synchronizations of 4/3 B every 20 s over 200 MB/s: 13.3 s of 33.3.
World triangle(Multipath multipath) {
  World world = star_world({3, 1.6, 1}, 1.0, ProtocolName::diloco);
  const Link line = world.network.links[0];
  world.network.hubs.clear();
  for (std::size_t l = 0; l < 3; ++l) {
    world.network.links[l] = line;
    world.network.links[l].name = "line-" + std::to_string(l);
    world.network.links[l].between = {l, (l + 1) % 3};
  }
  world.network.multipath = multipath;
  return world;
}

} // namespace

TEST_CASE("killing what the closed form calls a single point of failure stops the run, and nothing else does") {
  for (const Multipath multipath : {Multipath::none, Multipath::failover}) {
    const World world = triangle(multipath);
    for (const NetworkLoss& loss : network_losses(world)) {
      if (loss.kind == NetworkLoss::Kind::site) continue;
      CAPTURE(loss.name, static_cast<int>(multipath));
      const double pace = pace_without(world, loss);
      if (loss.effect == NetworkLoss::Effect::stops) {
        CHECK(pace < 0.1);                    // the steps until the next synchronization
      } else {
        const double sync = synchronization_seconds(world), expected = (20 + sync) / (20 + loss.stretch * sync);
        CHECK(pace == Approx(expected).margin(0.08));   // whole periods only
      }
    }
  }
}

TEST_CASE("in a star of a sharded syncer every link, the hub and every site is one") {
  World world = star_world({3, 1.6, 1}, 1.0, ProtocolName::decoupled_diloco);
  world.protocol.bits = 16;
  for (const NetworkLoss& loss : network_losses(world)) {
    CAPTURE(loss.name);
    REQUIRE(loss.effect == NetworkLoss::Effect::stops);
    CHECK(pace_without(world, loss) < 0.05);
  }
}

TEST_CASE("a backbone that is killed takes its links with it; what has another way goes on") {
  World world = triangle(Multipath::failover);
  world.network.backbones = {{"cable", BytesPerSecond(1e9), {{0, true}, {1, true}}}};
  const auto losses = network_losses(world);
  const auto cable = std::find_if(losses.begin(), losses.end(), [](const auto& loss) { return loss.kind == NetworkLoss::Kind::backbone; });
  REQUIRE(cable->effect == NetworkLoss::Effect::stops);   // site 1 has no other link
  CHECK(pace_without(world, *cable) < 0.1);
}
