// Numbers that no report may contradict.
#include "tests/cost/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using namespace archipelago::test;

TEST_CASE("256 nodes of H100 for 30 days are 1.47 million GPU-hours: 3.7 million USD at 2.50, 10.1 million at 6.88") {
  const Result cheap = worth(rented(2048, 30, 2.50)), dear = worth(rented(2048, 30, 6.88));
  CHECK(cheap.cost->ledger[0].quantity == Approx(1.47e6).epsilon(0.005));
  CHECK(cheap.cost->total_usd == Approx(3.7e6).epsilon(0.005));
  CHECK(dear.cost->total_usd == Approx(10.1e6).epsilon(0.005));
}

TEST_CASE("a point of goodput on 512 B200 for 30 days at 11.28 is 41.6 thousand USD") {
  CHECK(0.01 * worth(rented(512, 30, 11.28)).cost->total_usd == Approx(41.6e3).epsilon(0.002));
}

TEST_CASE("two gigabits a second for a month at 0.02 USD/GB are about 13 thousand USD, 0.35 % of 256 nodes") {
  const double traffic = 2e9 / 8 * seconds_per_year / 12 * 0.02e-9;
  CHECK(traffic == Approx(13e3).epsilon(0.02));
  CHECK(traffic / worth(rented(2048, 30.4375, 2.50)).cost->total_usd == Approx(0.0035).epsilon(0.02));
}

TEST_CASE("an owned H100 over four years with colocation is near the published 1.42 USD/h before its energy") {
  const double hour = owned_hour({Dollars(31250), Seconds(4 * seconds_per_year), Watts(1275), 130}).value;
  CHECK(hour == Approx(0.891 + 0.227).epsilon(0.005));
  CHECK(hour < 1.42);   // the published one has staff, energy and the cost of capital in it
}
