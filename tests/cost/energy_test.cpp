#include "tests/cost/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using namespace archipelago::test;

namespace {

World powered() {
  World world = rented(80, 10, 2);
  world.sites[0].pue = 1.25;
  world.sites[0].carbon = 0.43;
  world.learners[0].accelerator.server_power = Watts(1275);
  return world;
}

} // namespace

TEST_CASE("energy is power x draw x time x PUE, carbon follows from it") {
  const Result result = worth(powered());
  CHECK(*result.energy_kwh == Approx(80 * 1.275 * 0.75 * 240 * 1.25));
  CHECK(*result.carbon_kg == Approx(*result.energy_kwh * 0.43));
  CHECK(*result.joule_per_token == Approx(*result.energy_kwh * 3.6e6 / result.tokens));
  CHECK(*result.sites[0].energy_kwh == *result.energy_kwh);
}

TEST_CASE("waiting draws less where the scenario says so") {
  World world = powered();
  world.costs->draw = {0.75, 0.25};
  Result result = preview(world);
  result.learners[0].time_shares = {};
  result.learners[0].time_shares[static_cast<std::size_t>(TimeClass::compute)] = 0.6;
  result.learners[0].time_shares[static_cast<std::size_t>(TimeClass::offline)] = 0.4;
  add_worth(world, result);
  CHECK(*result.energy_kwh == Approx(80 * 1.275 * (0.6 * 0.75 + 0.4 * 0.25) * 240 * 1.25));
}

TEST_CASE("what is not given is unknown and named") {
  World world = powered();
  world.sites[0].carbon.reset();
  const Result without_carbon = worth(world);
  CHECK(without_carbon.energy_kwh.has_value());
  CHECK_FALSE(without_carbon.carbon_kg.has_value());
  world.sites[0].pue.reset();
  const Result without_pue = worth(world);
  CHECK_FALSE(without_pue.energy_kwh.has_value());
  bool named = false;
  for (const Unknown& entry : without_pue.unknown) named = named || (entry.key == "energy" && entry.needs.starts_with("sites[].pue"));
  CHECK(named);
}
