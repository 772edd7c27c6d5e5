// What stores and services give over time.
#include "models/storage/supply.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
DataPath path() {
  DataPath data;
  data.loader_rate = BytesPerSecond(10);
  data.storage_bandwidth = BytesPerSecond(100);
  return data;
}
} // namespace

TEST_CASE("outages at dates hold at their site, and the least factor where they overlap") {
  DataPath data = path();
  data.outages = {{Seconds(10), Seconds(10), 0.5, std::nullopt}, {Seconds(15), Seconds(10), 0, 1}};
  Supply first(data, 0, "a", 4, 1), second(data, 1, "b", 4, 1);
  CHECK(first.next() == 10);
  first.pass(10);
  CHECK(first.store() == 50);
  first.pass(20);
  CHECK(first.store() == 100);
  second.pass(16);
  CHECK(second.store() == 0);
  second.pass(25);
  CHECK(second.store() == 100);
}

TEST_CASE("stalls come after their gap, last, and come again") {
  DataPath data = path();
  data.stalls = {{Law::Kind::constant, Seconds(100)}, {Law::Kind::constant, Seconds(20)}, 0.25};
  Supply supply(data, 0, "a", 4, 1);
  for (const double begin : {100.0, 220.0, 340.0}) {
    CHECK(supply.next() == begin);
    supply.pass(begin);
    CHECK(supply.store() == 25);
    CHECK(supply.next() == begin + 20);
    supply.pass(begin + 20);
    CHECK(supply.store() == 100);
  }
}

TEST_CASE("a service starts cold, and each worker that fails is back after its delay and a cold start") {
  DataPath data = path();
  data.decoupled = true;
  data.cold_start = Seconds(5);
  data.service.workers = 2;
  Supply steady(data, 0, "a", 4, 1);
  CHECK(steady.service() == 0);
  steady.pass(5);
  CHECK(steady.service() == 20);
  CHECK(steady.next() == std::numeric_limits<double>::infinity());
  data.service.failures = {{Law::Kind::constant, Seconds(50)}, {Law::Kind::constant, Seconds(7)}};
  data.service.rate = BytesPerSecond(3);
  Supply failing(data, 0, "a", 4, 1);
  failing.pass(54);
  CHECK(failing.service() == 6);
  failing.pass(55);
  CHECK(failing.service() == 0);
  CHECK(failing.next() == 67);
  failing.pass(67);
  CHECK(failing.service() == 6);
  CHECK(failing.workers()->lost() == 2);
}

TEST_CASE("workers fail at their law's rate, apart from each other, the same way for the same seed") {
  DataPath data = path();
  data.decoupled = true;
  data.service.workers = 50;
  data.service.failures = {{Law::Kind::exponential, Seconds(1000)}, {Law::Kind::exponential, Seconds(250)}};
  Supply one(data, 0, "a", 4, 7), same(data, 0, "a", 4, 7), other(data, 0, "a", 4, 8);
  double serving = 0, now = 0, differences = 0;
  while (now < 100000) {
    const double next = std::min(one.next(), 100000.0);
    serving += (next - now) * one.service() / 10;
    now = next;
    for (Supply* each : {&one, &same, &other}) each->pass(now);
    CHECK(one.service() == same.service());
    differences += one.service() != other.service();
  }
  CHECK(serving / 100000 == Approx(50 * 0.8).epsilon(0.02));
  CHECK(static_cast<double>(one.workers()->lost()) == Approx(100000 * 50 / 1250.0).epsilon(0.05));
  CHECK(differences > 100);
}
