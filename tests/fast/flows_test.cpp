// Transfers on our fluid network and on SimGrid: random topologies, caps, outages and dates; the same ends.
#include "models/random.hpp"
#include "sim/engine/platform.hpp"
#include "sim/fast/fluid_network.hpp"
#include "sim/replay/hosts.hpp"
#include "tests/fast/random_world.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace archipelago;

namespace {
constexpr std::size_t transfers = 40;
using Ends = std::array<double, transfers>;

struct Start { double at; HostId from, to; Bytes size; };
struct Change { double at; std::size_t link; double factor; };

// Most of them in bursts, as rounds have them, so that many run at once.
std::vector<Start> random_starts(const World& world, std::uint64_t number) {
  const RandomStream chance(number, entity_key("transfers"), Purpose::sampling);
  const Hosts hosts(world);
  std::vector<Start> starts;
  double burst = 0;
  for (std::uint64_t index = 0; starts.size() < transfers; index += 5) {
    const auto pick = [&](std::uint64_t k) { return static_cast<HostId>(chance.uniform(index + k) * static_cast<double>(hosts.count())); };
    const HostId from = pick(0), to = pick(1);
    const std::size_t a = hosts.site_of(from), b = hosts.site_of(to);
    const auto behind_lan = [&](HostId host, std::size_t site) { return !hosts.is_switch(host) && world.sites[site].lan; };
    if (from == to || (a == b && !behind_lan(from, a) && !behind_lan(to, b))) continue;
    if (chance.uniform(index + 2) < 0.2) burst += chance.uniform(index + 3);
    starts.push_back({chance.uniform(index + 2) < 0.7 ? burst : burst + chance.uniform(index + 3), from, to, Bytes(std::pow(10.0, 5 + 5 * chance.uniform(index + 4)))});
  }
  return starts;
}

// Down to `low` of its bandwidth for a while, one link after the other.
std::vector<Change> random_changes(const World& world, std::uint64_t number) {
  const RandomStream chance(number, entity_key("changes"), Purpose::sampling);
  std::vector<Change> changes;
  for (std::size_t l = 0; l < world.network.links.size(); ++l) {
    if (world.network.links[l].outages.empty()) continue;
    const double at = 3 * chance.uniform(2 * l);
    changes.push_back({at, l, 0.9 * chance.uniform(2 * l + 1)});
    changes.push_back({at + 1.5, l, 1.0});
  }
  return changes;
}

Ends play_on_simgrid(const World& world, const std::vector<Start>& starts, const std::vector<Change>& changes) {
  return isolated_value([&] {
    Ends ends{};
    std::array<std::size_t, transfers> numbers{};
    std::size_t left = transfers;
    const Topology topology(world.sites.size(), world.network);
    Platform* platform = nullptr;
    // Its lazy update leaves some rates stale and then carries more than a link holds; the full one does not.
    Platform played(world, topology, {"network/optim:Full"}, [&](FlowId flow) {
      ends[numbers[flow]] = platform->now().value;
      if (--left == 0) platform->let_go();
    });
    platform = &played;
    for (std::size_t i = 0; i < transfers; ++i)
      played.set_timer(Seconds(starts[i].at), [&, i] { numbers[played.start(starts[i].from, starts[i].to, starts[i].size)] = i; });
    for (const Change& change : changes) played.set_timer(Seconds(change.at), [&] { played.set_link_factor(change.link, change.factor); });
    played.run([] { throw std::runtime_error("deadlock"); });
    return ends;
  });
}

Ends play_as_fluid(const World& world, const std::vector<Start>& starts, const std::vector<Change>& changes) {
  Ends ends{};
  std::array<std::size_t, transfers> numbers{};
  const Topology topology(world.sites.size(), world.network);
  FluidNetwork network(world, topology);
  std::vector<std::pair<double, std::size_t>> due;
  for (std::size_t i = 0; i < transfers; ++i) due.emplace_back(starts[i].at, i);
  for (std::size_t i = 0; i < changes.size(); ++i) due.emplace_back(changes[i].at, transfers + i);
  std::stable_sort(due.begin(), due.end());
  std::size_t next = 0;
  double now = 0;
  for (std::size_t left = transfers; left > 0;) {
    now = std::min(next < due.size() ? due[next].first : INFINITY, network.next(now));
    std::vector<FlowId> landed;
    network.advance(now, [&](FlowId flow) { landed.push_back(flow); });
    for (const FlowId flow : landed) ends[numbers[flow]] = now;
    left -= landed.size();
    for (; next < due.size() && due[next].first <= now; ++next) {
      const std::size_t what = due[next].second;
      if (what < transfers) numbers[network.start(starts[what].from, starts[what].to, starts[what].size, now)] = what;
      else network.set_link_factor(changes[what - transfers].link, changes[what - transfers].factor);
    }
  }
  return ends;
}
} // namespace

TEST_CASE("transfers end when SimGrid's do") {
  for (std::uint64_t number = 0; number < 60; ++number) {
    const World world = random_world(number);
    if (world.network.links.empty() && !world.sites[0].lan) continue;
    const auto starts = random_starts(world, number);
    const auto changes = random_changes(world, number);
    const Ends simgrid = play_on_simgrid(world, starts, changes), fluid = play_as_fluid(world, starts, changes);
    for (std::size_t i = 0; i < transfers; ++i) {
      INFO("world " << number << ", transfer " << i);
      CHECK(fluid[i] == Approx(simgrid[i]).epsilon(1e-9).margin(2e-9));
    }
  }
}
