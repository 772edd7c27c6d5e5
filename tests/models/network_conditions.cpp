// What links carry and what flows reach: profiles, losses, slow start, jitter, shared backbones, second paths.
#include "models/network/jitter.hpp"
#include "models/network/ways.hpp"
#include "models/preview/phases.hpp"
#include "models/preview/preview.hpp"
#include "tests/models/worlds.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;
using namespace archipelago::test;

namespace {

Profile day(std::vector<Profile::Point> points, double shift = 0) { return {Seconds(24), Seconds(shift), std::move(points)}; }

Link tcp(std::string name, double latency_ms, double loss, int streams = 1) {
  Link made = link(std::move(name), 0, 1, 1e9, latency_ms);
  made.transport.kind = Transport::Kind::tcp;
  made.transport.streams = streams;
  made.transport.loss = loss;
  made.transport.congestion = CongestionControl::reno;
  return made;
}

} // namespace

TEST_CASE("a profile holds from point to point and wraps") {
  const Profile profile = day({{Seconds(6), 0.5}, {Seconds(18), 0.2}});
  CHECK(profile.at(Seconds(0)) == 0.2);
  CHECK(profile.at(Seconds(6)) == 0.5);
  CHECK(profile.at(Seconds(17.9)) == 0.5);
  CHECK(profile.at(Seconds(24 * 1000 + 18)) == 0.2);
  CHECK(profile.next_change(Seconds(0)).value == 6);
  CHECK(profile.next_change(Seconds(6)).value == 18);
  CHECK(profile.next_change(Seconds(18)).value == 30);
  CHECK(day({{Seconds(6), 0.5}, {Seconds(18), 0.2}}, 5).at(Seconds(11)) == 0.5);
  CHECK(Profile{}.at(Seconds(5)) == 1);
  CHECK(factor_at(profile, {0.5, day({{Seconds(0), 1.0}, {Seconds(12), 0.0}})}, Seconds(7)) == 0.25);
  CHECK(next_factor_change(profile, {0.5, day({{Seconds(0), 1.0}, {Seconds(12), 0.0}})}, Seconds(7))->value == 12);
}

TEST_CASE("walking from change to change never stands still and covers the whole time") {
  rc::prop("the factors of all pieces, weighted, are the mean over the period", [] {
    const auto points = *rc::gen::inRange(2, 9);
    Profile profile{Seconds(*rc::gen::inRange(1, 100000) * 0.37), Seconds(*rc::gen::inRange(0, 1000) * 0.11), {}};
    double mean = 0;
    for (int k = 0; k < points; ++k) {
      const double factor = *rc::gen::inRange(0, 101) / 100.0;
      profile.points.push_back({profile.period * k / points, factor});
      mean += factor / points;
    }
    Seconds now(0);
    double sum = 0;
    int steps = 0;
    while (now < profile.period * 3) {
      const Seconds next = std::min(profile.next_change(now), profile.period * 3);
      RC_ASSERT(next > now);
      sum += profile.at(now) * (next - now).value;
      now = next;
      RC_ASSERT(++steps < 4 * points);
    }
    RC_ASSERT(std::abs(sum / (3 * profile.period.value) - mean) < 1e-6);
  });
}

TEST_CASE("losses: the published response functions") {
  const RoundTripTime trip(0.1);
  const auto rate = [&](CongestionControl congestion, double loss) { return loss_bound({congestion, Bytes(1460), loss}, trip)->value * 0.1 / 1460; };
  CHECK(rate(CongestionControl::reno, 1e-4) == Approx(122.47).epsilon(1e-4));   // Mathis: 1.22 / sqrt(p)
  // RFC 9438, table 1 of section 5.1: a round trip of 0.1 s.
  CHECK(rate(CongestionControl::cubic, 1e-2) == Approx(12.2).epsilon(0.01));    // as reno
  CHECK(rate(CongestionControl::cubic, 1e-4) == Approx(187).epsilon(0.01));
  CHECK(rate(CongestionControl::cubic, 1e-8) == Approx(187400).epsilon(0.01));
  CHECK_FALSE(loss_bound({CongestionControl::bbr, Bytes(1460), 0.05}, trip));
  CHECK_FALSE(loss_bound({CongestionControl::reno, Bytes(1460), 0}, trip));
}

TEST_CASE("a route over several lossy links loses on each and has the whole round trip") {
  Network network{{"hub"}, {tcp("a", 20, 1e-4, 4), tcp("b", 30, 3e-4, 8)}};
  network.links[0].between = {0, 2};
  network.links[1].between = {2, 1};
  const Topology topology(2, network);
  const Path& path = *topology.path(0, 1);
  const double loss = 1 - (1 - 1e-4) * (1 - 3e-4);
  CHECK(path.flow_cap->value == Approx(4 * 1460 / 0.1 * std::sqrt(1.5 / loss)));
  CHECK(path.bottleneck.value == Approx(1e9 * (1 - 3e-4)));
  network.links[1].transport.window = Bytes(1000);
  CHECK(Topology(2, network).path(0, 1)->flow_cap->value == Approx(8 * 1000 / 0.1));
}

TEST_CASE("slow start costs nothing to what fits the first window, and no more than the round trips of its growth") {
  CHECK(slow_start_delay(Bytes(1000), Bytes(14600), RoundTripTime(0.1), BytesPerSecond(1e9)).value == 0);
  rc::prop("between zero and the doublings", [] {
    const double rate = *rc::gen::inRange(1, 10000) * 1e5, trip = *rc::gen::inRange(1, 300) / 1000.0, size = *rc::gen::inRange(1, 1000000) * 1e3;
    const double delay = slow_start_delay(Bytes(size), Bytes(14600), RoundTripTime(trip), BytesPerSecond(rate)).value;
    const double doublings = std::max(0.0, std::ceil(std::log2(rate * trip / 14600)));
    RC_ASSERT(delay >= 0.0);
    RC_ASSERT(delay <= doublings * trip + 1e-9);
    RC_ASSERT(slow_start_delay(Bytes(2 * size), Bytes(14600), RoundTripTime(trip), BytesPerSecond(rate)).value >= delay - 1e-9);
  });
}

TEST_CASE("jitter has the mean and deviation that were asked for and never a negative latency") {
  for (const double deviation : {0.0001, 0.01, 0.05, 0.3}) {
    double sum = 0, squares = 0;
    constexpr int draws = 20000;
    for (int k = 0; k < draws; ++k) {
      const double difference = jitter_draw(Seconds(0.1), Seconds(deviation), (k + 0.5) / draws).value;
      REQUIRE(difference >= -0.1);
      sum += difference;
      squares += difference * difference;
    }
    CHECK(sum / draws == Approx(0).margin(0.002 * deviation + 1e-9));
    CHECK(std::sqrt(squares / draws) == Approx(deviation).epsilon(0.02));
  }
}

TEST_CASE("a backbone bounds a path as often as the path is in it") {
  Network network = star({1e9, 1e9, 1e9});
  network.backbones = {{"egress", BytesPerSecond(4e8), {{0, true}, {1, true}}}, {"both", BytesPerSecond(3e8), {{2, true}, {1, false}}}};
  const Topology topology(3, network);
  CHECK(topology.path(0, 2)->bottleneck.value == 3e8);
  CHECK(topology.path(2, 0)->bottleneck.value == 3e8);
  CHECK(topology.path(2, 1)->bottleneck.value == 1.5e8);   // out over one of its links and in over the other
  CHECK(topology.path(1, 2)->bottleneck.value == 1.5e8);
  network.backbones.pop_back();
  CHECK(Topology(3, network).path(0, 2)->bottleneck.value == 4e8);
  CHECK(Topology(3, network).path(0, 1)->bottleneck.value == 4e8);   // out and in are two directions
}

TEST_CASE("the second path shares no link with the first, and no backbone where it can") {
  Network network{{}, {link("a", 0, 1, 1e9, 10), link("b", 0, 1, 1e9, 20), link("c", 0, 1, 1e9, 30)}};
  CHECK(Topology(2, network).path(0, 1, 1) == nullptr);
  network.multipath = Multipath::failover;
  CHECK(Topology(2, network).path(0, 1, 1)->hops[0].link == 1);
  network.backbones = {{"duct", BytesPerSecond(1e9), {{0, true}, {1, true}}}};
  CHECK(Topology(2, network).path(0, 1, 1)->hops[0].link == 2);
  CHECK(Topology(2, network).path(1, 0, 1)->hops[0].forward == false);
  network.links.pop_back();
  CHECK(Topology(2, network).path(0, 1, 1)->hops[0].link == 1);
  Network only = star({1e9, 1e9});
  only.multipath = Multipath::split;
  CHECK(Topology(2, only).path(0, 1, 1) == nullptr);
}

TEST_CASE("ways: first, other or both, by what is up") {
  Network network{{}, {link("a", 0, 1, 3e8, 10), link("b", 0, 1, 1e8, 20)}};
  network.multipath = Multipath::failover;
  const Topology topology(2, network);
  Ways failover(topology, network);
  CHECK(failover.choose(0, 1).begin()->number == 0);
  failover.set_down(0, true);
  CHECK(failover.choose(0, 1).begin()->number == 1);
  failover.set_down(1, true);
  CHECK(failover.choose(0, 1).begin()->number == 0);   // nowhere to go: it waits where it was
  network.multipath = Multipath::split;
  const Ways split(topology, network);
  REQUIRE(split.choose(0, 1).count == 2);
  CHECK(split.choose(0, 1).ways[0].share == 0.75);
  CHECK(split.rate(0, 1).value == 4e8);
}

TEST_CASE("the closed form of a day is the mean of its hours, not the hour of its mean") {
  World world = four_nodes();
  const Result whole = preview(world);
  for (Link& link : world.network.links) link.profile = {Seconds(100), Seconds(0), {{Seconds(0), 1.0}, {Seconds(75), 0.25}}};
  const auto phases = day_phases(world.network, Seconds(1000));
  REQUIRE(phases.size() == 2);
  World slow = four_nodes();
  for (Link& link : slow.network.links) link.bandwidth *= 0.25;
  world.simulation.horizon = {Horizon::Unit::time, 1000};
  const Result mixed = preview(world);
  CHECK(mixed.compute_utilization == Approx(0.75 * whole.compute_utilization + 0.25 * preview(slow).compute_utilization).epsilon(1e-3));
  World steps = four_nodes();
  for (Link& link : steps.network.links) link.profile = world.network.links[0].profile;
  CHECK(preview(steps).tokens == Approx(whole.tokens).epsilon(1e-3));
  CHECK(preview(steps).horizon_s > whole.horizon_s);
}
