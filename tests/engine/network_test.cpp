// What the network does to transfers, against pencil and paper: one synchronization of two sites moves B each way and takes
// B / rate + 2 latencies.
#include "models/network/tcp_throughput.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {

constexpr double bytes = 2e9;                 // 1e9 parameters of 16 bit
auto near(double value) { return Approx(value).epsilon(1e-6); }

Link direct(const std::string& name, double bytes_per_second, double one_way_ms) {
  Link link;
  link.name = name;
  link.between = {0, 1};
  link.bandwidth = BytesPerSecond(bytes_per_second);
  link.latency = OneWayLatency(one_way_ms / 1e3);
  return link;
}

// Two sites with one learner each; one synchronization after 20 steps of 1 s.
World two_sites(std::vector<Link> links) {
  World world = star_world({2, 1, 0}, 1.0, ProtocolName::diloco);
  world.network.hubs.clear();
  world.network.links = std::move(links);
  run_steps(world, 20);
  return world;
}

// Three sites behind a hub with ample links; 4/3 of B leaves and enters each.
World three_sites(double one_way_ms = 0) {
  World world = star_world({3, 1000, one_way_ms}, 1.0, ProtocolName::diloco);
  run_steps(world, 20);
  return world;
}

Backbone backbone(double bytes_per_second, std::vector<Backbone::Member> members) { return {"cable", BytesPerSecond(bytes_per_second), std::move(members)}; }

} // namespace

TEST_CASE("a transfer that crosses changes of a profile moves what each hour lets through") {
  World world = two_sites({direct("line", 100e6, 10)});
  // Begins at 20 s: 5 s at 50 %, 10 s at 20 %, then 100 %.
  world.network.links[0].profile = {Seconds(40), Seconds(0), {{Seconds(0), 0.5}, {Seconds(25), 0.2}, {Seconds(35), 1.0}}};
  const double left = bytes - 4.99 * 50e6 - 10 * 20e6;   // the first 10 ms are latency
  const double at_full = 5 * 100e6;                      // until the day begins anew, at 40 s
  CHECK(play(world).sync_mean == near(0.02 + 4.99 + 10 + 5 + (left - at_full) / 50e6));
  SECTION("times what an outage leaves") {
    world.network.links[0].outages = {{Seconds(21), Seconds(2), 0.0}, {Seconds(36), Seconds(1), 0.5}};
    CHECK(play(world).sync_mean == near(0.02 + 4.99 + 10 + 5 + (left + 2 * 50e6 + 50e6 - at_full) / 50e6));
  }
  SECTION("shifted by 5 s it is the profile of 5 s before") {
    world.network.links[0].profile.shift = Seconds(5);
    CHECK(play(world).sync_mean == near(0.02 + 9.99 + 10 + 5 + (bytes - 9.99 * 50e6 - 10 * 20e6 - at_full) / 50e6));
  }
}

TEST_CASE("background that does not give way takes its share of the hour") {
  World world = two_sites({direct("line", 100e6, 0)});
  world.network.links[0].background = {0.75, {}};
  CHECK(play(world).sync_mean == near(bytes / 25e6));
  world.network.links[0].background.profile = {Seconds(30), Seconds(0), {{Seconds(0), 1.0}, {Seconds(24), 0.0}}};
  // From 20 s: 4 s at a quarter, 6 s whole, 24 s at a quarter, 6 s whole, the last 100 MB at a quarter.
  CHECK(play(world).sync_mean == near(4 + 6 + 24 + 6 + 4));
}

TEST_CASE("a backbone is shared by the flows of its links, each direction by itself") {
  World world = three_sites();
  const double flow = 4.0 / 3 * bytes;
  SECTION("three flows") {
    world.network.backbones = {backbone(100e6, {{0, true}, {1, true}, {2, true}})};
    CHECK(play(world).sync_mean == near(3 * flow / 100e6));
  }
  SECTION("two flows leave and two enter") {
    world.network.backbones = {backbone(100e6, {{0, true}, {1, true}})};
    CHECK(play(world).sync_mean == near(2 * flow / 100e6));
  }
  SECTION("a site's egress and ingress do not share") {
    world.network.backbones = {backbone(100e6, {{0, true}})};
    CHECK(play(world).sync_mean == near(flow / 100e6));
  }
  SECTION("what crosses it twice takes twice") {
    // From site to hub on one link and on to the next site on another, both counted in one direction.
    world.network.backbones = {backbone(100e6, {{0, true}, {1, false}, {2, true}})};
    CHECK(play(world).sync_mean >= flow / 50e6 * (1 - 1e-9));
  }
  SECTION("in the evening it carries less") {
    world.network.backbones = {backbone(100e6, {{0, true}, {1, true}, {2, true}})};
    world.network.backbones[0].profile = {Seconds(1000), Seconds(0), {{Seconds(0), 1.0}, {Seconds(50), 0.5}}};
    CHECK(play(world).sync_mean == near(30 + (3 * flow - 30 * 100e6) / 50e6));
  }
}

TEST_CASE("lost packets bound a flow over the whole round trip, where they are the bound") {
  World world = two_sites({direct("line", 1.25e9, 40)});
  Transport& transport = world.network.links[0].transport;
  transport.kind = Transport::Kind::tcp;
  transport.streams = 16;
  transport.loss = 1e-5;
  transport.congestion = CongestionControl::reno;
  const double mathis = 16 * 1460 / 0.080 * std::sqrt(1.5 / 1e-5);
  REQUIRE(mathis < 1.25e9);
  CHECK(play(world).sync_mean == near(bytes / mathis + 0.080));
  transport.streams = 512;
  CHECK(play(world).sync_mean == near(bytes / (1.25e9 * (1 - 1e-5)) + 0.080));
  transport.congestion = CongestionControl::cubic;
  transport.streams = 4;
  CHECK(play(world).sync_mean == near(bytes / (4 * 1460 / 0.080 * 1.0538 * std::pow(0.080 / 1e-5, 0.75)) + 0.080).epsilon(1e-3));
  transport.congestion = CongestionControl::bbr;
  transport.loss = 0.1;
  CHECK(play(world).sync_mean == near(bytes / (1.25e9 * 0.9) + 0.080));
}

TEST_CASE("starting slowly costs the round trips in which the window grows") {
  World world = two_sites({direct("line", 1.25e9, 40)});
  Transport& transport = world.network.links[0].transport;
  transport.kind = Transport::Kind::tcp;
  transport.streams = 8;
  transport.slow_start = true;
  world.model.parameters = 50e6;              // 100 MB: 80 ms on the wire
  // 8 x 10 x 1460 B double until they exceed what is left: rounds of 80 ms.
  double sent = 0, window = 8 * 10 * 1460, rounds = 0;
  while (window < 1.25e9 * 0.080 && sent + window < 100e6) sent += window, window *= 2, ++rounds;
  REQUIRE(rounds == 9);
  CHECK(play(world).sync_mean == near(rounds * 0.080 + (100e6 - sent) / 1.25e9 + 0.080));
}

TEST_CASE("failover moves what is left of a flow to the second path, and new flows come back") {
  World world = two_sites({direct("first", 100e6, 10), direct("second", 50e6, 30)});
  world.network.links[0].outages = {{Seconds(25), Seconds(1000), 0.0}};
  const double before = 4.99 * 100e6;         // 20.01 s to 25 s
  world.network.multipath = Multipath::failover;
  SECTION("at once") { CHECK(play(world).sync_mean == near(5 + 0.030 + (bytes - before) / 50e6 + 0.010)); }
  SECTION("after the time that routing takes") {
    world.network.failover_delay = Seconds(7);
    CHECK(play(world).sync_mean == near(5 + 7 + 0.030 + (bytes - before) / 50e6 + 0.010).margin(1e-3));
  }
  SECTION("not for an outage that is over before") {
    world.network.failover_delay = Seconds(7);
    world.network.links[0].outages = {{Seconds(25), Seconds(6), 0.0}};
    CHECK(play(world).sync_mean == near(6 + bytes / 100e6 + 0.020).margin(1e-3));
  }
  SECTION("bytes are counted on the link that moved them") {
    const Figures figures = play(world);
    CHECK(figures.link_bytes[0] == near(before));
    CHECK(figures.link_bytes[2] == near(bytes - before));
  }
  SECTION("without a second path it stands still") {
    world.network.multipath = Multipath::none;
    CHECK(play(world).sync_mean == near(1000 + bytes / 100e6 + 0.020).margin(1e-3));
  }
}

TEST_CASE("split sends a share over each path, and all of it over one when the other is down") {
  World world = two_sites({direct("first", 100e6, 0), direct("second", 50e6, 0)});
  world.network.multipath = Multipath::split;
  CHECK(play(world).sync_mean == near(bytes / 150e6));
  world.network.links[0].outages = {{Seconds(0), Seconds(1000), 0.0}};
  CHECK(play(world).sync_mean == near(bytes / 50e6));
  world.network.links[0].outages = {{Seconds(24), Seconds(1000), 0.0}};
  // 4 s over both; what the first has left comes on top of the second's own part and shares its link with it.
  CHECK(play(world).sync_mean == near(4 + (bytes - 4 * 150e6) / 50e6));
}

TEST_CASE("a background flow on the same link takes half of it, two take two thirds") {
  for (const int flows : {1, 2}) {
    World world = two_sites({direct("line", 100e6, 0)});
    world.background_flows = {{"backup", 0, 1, true, flows, std::nullopt, 0, std::nullopt}};
    CHECK(play(world).sync_mean == near((flows + 1) * bytes / 100e6));
    CHECK(play(world).link_bytes[0] == near(bytes));
  }
}

TEST_CASE("on and off flows of others take their turns") {
  World world = two_sites({direct("line", 100e6, 0)});
  // 1 GB, then 10 s of nothing: alone 10 s on and 10 s off. The run's 2 GB begin at 20 s, as the second of them does.
  world.background_flows = {{"backup", 0, 1, true, 1, Bytes(1e9), 0, Law{Law::Kind::constant, Seconds(10)}}};
  // First begins after one gap, at 10 s, ends at 20 s, next at 30 s: 10 s alone, then both until the run's last byte.
  CHECK(play(world).sync_mean == near(10 + (bytes - 10 * 100e6) / 50e6).margin(1e-3));
}

TEST_CASE("a neighbour's synchronizations compete, and are longer for it") {
  World world = two_sites({direct("line", 100e6, 0)});
  world.neighbours = {{"other", {0, 1}, Bytes(1e9), Seconds(1000), Seconds(20), false}};
  // Both begin at 20 s: the neighbour's 1 GB takes 20 s at half the rate, then the run is alone.
  CHECK(play(world).sync_mean == near(20 + (bytes - 20 * 50e6) / 100e6));
}

TEST_CASE("jitter keeps the mean latency, widens its spread and is the same for the same seed") {
  World world = two_sites({direct("line", 1.25e9, 50)});
  world.model.parameters = 1e3;               // latency alone
  run_steps(world, 20 * 2000);
  const Figures still = play(world);
  world.network.links[0].jitter = Seconds(0.010);
  const Figures moving = play(world, 3);
  // A flow each way, the later of two counts, then one more latency: 1.128 / 2 deviations above the mean in all.
  CHECK(moving.sync_mean == Approx(still.sync_mean + 0.564 * 0.010).margin(0.0012));
  CHECK(moving.sync_max > still.sync_max + 0.020);
  CHECK(play(world, 3).fingerprint == moving.fingerprint);
  CHECK(play(world, 4).fingerprint != moving.fingerprint);
  world.network.links[0].jitter = Seconds(0.200);   // wider than the latency: still never negative
  CHECK(play(world, 3).sync_mean > still.sync_mean);
}

TEST_CASE("a run that can only wait for ever says so though others' traffic goes on") {
  World world = two_sites({direct("line", 100e6, 0)});
  world.network.links[0].profile = {Seconds(1), Seconds(0), {{Seconds(0), 0.5}, {Seconds(0.5), 1.0}}};
  world.network.links[0].outages = {{Seconds(21), Seconds(INFINITY), 0.0}};
  CHECK_THROWS_WITH(play(world), Catch::Contains("nothing"));
}
