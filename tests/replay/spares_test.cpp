// Hot spares: first come, first served, against Poisson's tail; incidents; storage shared max-min.
#include "models/failures/recovery.hpp"
#include "models/failures/hot_spares.hpp"
#include "models/storage/shared_bandwidth.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>

using namespace archipelago;

namespace {
const Law none{Law::Kind::constant, Seconds(0)};
Law constant(double seconds) { return {Law::Kind::constant, Seconds(seconds)}; }
} // namespace

TEST_CASE("an idle spare is there at once, the next one when a repaired node comes free") {
  Spares spares(1);
  CHECK_FALSE(spares.waits(Seconds(10)));
  const auto first = spares.ask(Seconds(10), Seconds(110));
  CHECK(first.at == Seconds(10));
  CHECK(first.node == Spares::Node::spare);
  const auto second = spares.ask(Seconds(20), Seconds(500));
  CHECK(second.at == Seconds(110));             // the first one's node, repaired
  CHECK(second.waited);
  const auto third = spares.ask(Seconds(30), Seconds(130));
  CHECK(third.node == Spares::Node::own);       // its own repair is quicker than the second one's
  CHECK(third.at == Seconds(130));
  const auto fourth = spares.ask(Seconds(40), Seconds(900), Seconds(60));
  CHECK(fourth.node == Spares::Node::replacement);
  CHECK(fourth.at == Seconds(60));
  CHECK(spares.ask(Seconds(501), Seconds(2000)).at == Seconds(501));
}

TEST_CASE("the share of requests that wait is the tail of Poisson's law of nodes under repair") {
  const double between = 100, repair = 1000;    // ten under repair on average
  const RandomStream draws(3, 7, Purpose::recovery);
  for (std::uint32_t count : {0u, 5u, 10u, 15u, 20u}) {
    Spares spares(count);
    double now = 0;
    int waited = 0;
    const int requests = 200000;
    for (int i = 0; i < requests; ++i) {
      const auto index = static_cast<std::uint64_t>(i) * 2;
      now -= between * std::log(draws.uniform(index));
      waited += spares.ask(Seconds(now), Seconds(now - repair * std::log(draws.uniform(index + 1)))).waited;
    }
    double below = 0, term = std::exp(-repair / between);
    for (std::uint32_t n = 0; n < count; ++n, term *= repair / between / n) below += term;
    CAPTURE(count);
    CHECK(waited / static_cast<double>(requests) == Approx(1 - below).margin(0.01));
  }
}

TEST_CASE("no node is in two places, none is lost, and more spares never make anybody wait longer") {
  rc::prop("spares", [] {
    const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 50));
    const auto few = *rc::gen::inRange(0u, 4u);
    Spares less(few), more(few + 1);
    double now = 0, sum_less = 0, sum_more = 0;

    for (std::size_t i = 0; i < gaps.size(); ++i) {
      now += gaps[i];
      const double repaired = now + 1 + (gaps[i] * 37 + static_cast<int>(i) * 11) % 120;
      const auto a = less.ask(Seconds(now), Seconds(repaired)), b = more.ask(Seconds(now), Seconds(repaired));
      RC_ASSERT(a.at.value >= now);
      RC_ASSERT(a.at.value <= repaired);        // its own node is always there by then
      RC_ASSERT(b.at <= Seconds(repaired));
      sum_less += a.at.value - now;
      sum_more += b.at.value - now;
    }
    RC_ASSERT(sum_more <= sum_less + 1e-9);
  });
}

TEST_CASE("incidents draw their stages by name and number, and hang only where work goes on") {
  Recovery rules{constant(10), constant(600), 0.25, constant(5), std::nullopt, none, none, constant(60)};
  IncidentStream stream(rules, 1, "west"), again(rules, 1, "west"), other(rules, 1, "east");
  int hangs = 0, same = 0;
  for (int i = 0; i < 20000; ++i) {
    const Incident incident = stream.next(true);
    hangs += incident.hang;
    CHECK(incident.detection == Seconds(incident.hang ? 600 : 10));
    CHECK(again.next(true).hang == incident.hang);
    same += other.next(true).hang == incident.hang;
  }
  CHECK(hangs / 20000.0 == Approx(0.25).margin(0.01));
  CHECK(same < 20000);
  for (int i = 0; i < 1000; ++i) CHECK_FALSE(stream.next(false).hang);
}

TEST_CASE("transfers share a bandwidth, each under its cap, and move all their bytes") {
  SharedBandwidth storage(BytesPerSecond(10));
  storage.begin(1, Bytes(100), BytesPerSecond(2), Seconds(0));
  storage.begin(2, Bytes(80), std::nullopt, Seconds(0));
  CHECK(storage.rate(1).value == Approx(2));
  CHECK(storage.rate(2).value == Approx(8));
  CHECK(storage.next()->first == 2);
  CHECK(storage.next()->second.value == Approx(10));
  storage.begin(3, Bytes(1000), std::nullopt, Seconds(5));
  CHECK(storage.rate(2).value == Approx(4));
  CHECK(storage.next()->second.value == Approx(15));
  storage.stop(2, Seconds(15));
  CHECK(storage.rate(3).value == Approx(8));
  CHECK_FALSE(storage.has(2));
}

TEST_CASE("max-min shares: never more than the whole, nobody above its cap, and nobody could have more") {
  rc::prop("shares", [] {
    const auto caps = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 100)));
    const double total = *rc::gen::inRange(1, 1000);
    SharedBandwidth storage{BytesPerSecond(total)};
    for (std::size_t i = 0; i < caps.size(); ++i) storage.begin(static_cast<std::uint32_t>(i), Bytes(1e6), BytesPerSecond(caps[i]), Seconds(0));
    double sum = 0, largest = 0;
    for (std::size_t i = 0; i < caps.size(); ++i) {
      const double rate = storage.rate(static_cast<std::uint32_t>(i)).value;
      RC_ASSERT(rate <= caps[i] + 1e-9);
      sum += rate;
      largest = std::max(largest, rate);
    }
    RC_ASSERT(sum <= total * (1 + 1e-12));
    for (std::size_t i = 0; i < caps.size(); ++i)
      if (const double rate = storage.rate(static_cast<std::uint32_t>(i)).value; rate < caps[i] - 1e-9) {
        RC_ASSERT(sum >= total * (1 - 1e-9));
        RC_ASSERT(rate >= largest - 1e-9);
      }
  });
}
