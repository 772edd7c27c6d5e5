#include "tests/cost/worlds.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;
using namespace archipelago::test;

TEST_CASE("the lines add up to the total to the cent, whatever is priced") {
  rc::prop("sum of lines == total", [] {
    World world = four_regions();
    world.costs = Costs{};
    const auto price = [] { return *rc::gen::inRange(1, 2000) / 100.0; };
    world.costs->accelerator_hour["h100-sxm"] = DollarsPerHour(price());
    if (*rc::gen::arbitrary<bool>()) world.costs->egress = DollarsPerByte(price() * 1e-9);
    if (*rc::gen::arbitrary<bool>()) world.costs->syncer_hour = DollarsPerHour(price());
    if (*rc::gen::arbitrary<bool>()) world.costs->staff = DollarsPerHour(price() * 10);
    if (*rc::gen::arbitrary<bool>()) world.costs->storage = Storage{Bytes(1e13), DollarsPerByte(0.02e-9)};
    if (*rc::gen::arbitrary<bool>()) world.costs->leases["west-wan"] = DollarsPerHour(price());
    if (*rc::gen::arbitrary<bool>()) world.learners[3].price = DollarsPerHour(price());
    const Result result = worth(world);
    RC_ASSERT(result.cost.has_value());
    RC_ASSERT(std::fabs(sum_of_lines(*result.cost) - result.cost->total_usd) < 0.005);
    double sites = 0, accelerators = 0;
    for (const SiteResult& site : result.sites) sites += site.cost_usd.value_or(0);
    for (const LedgerLine& line : result.cost->ledger)
      if (line.item.find("accelerator-hours") != std::string::npos) accelerators += line.amount_usd;
    RC_ASSERT(std::fabs(sites - accelerators) < 0.005);
  });
}

TEST_CASE("hourly costs are per hour, storage per month, syncers per learner") {
  World world = four_regions();
  world.costs = Costs{};
  world.costs->accelerator_hour["h100-sxm"] = DollarsPerHour(2.5);
  world.costs->syncer_hour = DollarsPerHour(1);
  world.costs->staff = DollarsPerHour(100);
  world.costs->storage = Storage{Bytes(1e12), DollarsPerByte(0.02e-9)};
  const Result result = worth(world);
  CHECK(line_of(result, "syncer")->amount_usd == Approx(8 * 240));
  CHECK(line_of(result, "staff")->amount_usd == Approx(24000));
  CHECK(line_of(result, "storage")->amount_usd == Approx(1000 * 0.02 * 240 / 730.5));
  world.protocol.sharded_syncer = false;
  CHECK(line_of(worth(world), "syncer")->amount_usd == Approx(240));
  world.protocol.name = ProtocolName::data_parallel;
  CHECK(line_of(worth(world), "syncer") == nullptr);
}

TEST_CASE("the scenario's own price goes before the catalogue's, and a learner's before both") {
  World world = rented(64, 1, 2);
  world.costs->prices["h100-sxm"] = {"h100-spot", DollarsPerHour(1), PriceCategory::spot, "someone", "2026", "C", {}};
  CHECK(worth(world).cost->ledger[0].unit_price_usd == 2);
  world.costs->accelerator_hour.clear();
  const Result listed = worth(world);
  CHECK(listed.cost->ledger[0].unit_price_usd == 1);
  CHECK(listed.cost->ledger[0].pricing_category == "Dynamic");
  CHECK(listed.cost->ledger[0].price_date == "2026");
  world.learners[0].price = DollarsPerHour(3);
  CHECK(worth(world).cost->ledger[0].unit_price_usd == 3);
}

TEST_CASE("a missing price leaves the total unknown, with its name") {
  World world = rented(64, 1, 2);
  world.costs->accelerator_hour.clear();
  const Result result = worth(world);
  CHECK_FALSE(result.cost);
  CHECK(result.unknown.back().needs == "costs.accelerator_hour.h100-sxm");
}

TEST_CASE("owned accelerators pay for their energy, rented ones only when it is priced") {
  World world = rented(64, 10, 2);
  world.sites[0].pue = 1.25;
  world.sites[0].power_price = DollarsPerKilowattHour(0.08);
  world.learners[0].accelerator.server_power = Watts(1275);
  CHECK(line_of(worth(world), "energy") == nullptr);
  world.costs->energy = DollarsPerKilowattHour(0.2);
  CHECK(line_of(worth(world), "energy")->unit_price_usd == 0.08);   // the site's own goes first
  world.costs->energy.reset();
  world.costs->accelerator_hour.clear();
  const Ownership owned{Dollars(31250), Seconds(4 * seconds_per_year), Watts(1275), 130};
  world.costs->prices["h100-sxm"] = {"owned", owned_hour(owned), PriceCategory::owned, "own", "2025", "B", {}};
  const Result result = worth(world);
  CHECK(line_of(result, "energy")->amount_usd == Approx(*result.energy_kwh * 0.08));
  world.sites[0].pue.reset();
  const Result unknown = worth(world);
  CHECK_FALSE(unknown.cost);
}

TEST_CASE("effective tokens and equal loss are charged for") {
  World world = four_regions();
  world.costs = Costs{};
  world.costs->accelerator_hour["h100-sxm"] = DollarsPerHour(2.5);
  const Result result = worth(world);
  const CostResult& cost = *result.cost;
  CHECK(*cost.per_million_effective_tokens_usd == Approx(*cost.per_million_tokens_usd / result.quality->token_efficiency));
  CHECK(*cost.to_target_usd == Approx(*cost.per_million_tokens_usd * 240e3));
  CHECK(*cost.to_equal_loss_usd > *cost.to_target_usd);
}
