// A site of accelerators for some days, and its worth.
#pragma once

#include "models/cost/worth.hpp"
#include "models/preview/preview.hpp"
#include "tests/models/worlds.hpp"

namespace archipelago::test {

inline World rented(std::int64_t accelerators, double days, double price) {
  World world = four_regions();
  world.sites.resize(1);
  world.network = {};
  world.learners = {learner_at("all", 0, accelerators, 8, 3)};
  world.protocol.name = ProtocolName::data_parallel;
  world.failures.reset();
  world.failures_known = Known::none;
  world.simulation.horizon = {Horizon::Unit::time, days * seconds_per_day};
  world.costs = Costs{};
  world.costs->accelerator_hour["h100-sxm"] = DollarsPerHour(price);
  return world;
}

inline Result worth(const World& world) {
  Result result = preview(world);
  add_worth(world, result);
  return result;
}

inline double sum_of_lines(const CostResult& cost) {
  double sum = 0;
  for (const LedgerLine& line : cost.ledger) sum += line.amount_usd;
  return sum;
}

inline const LedgerLine* line_of(const Result& result, const std::string& start) {
  for (const LedgerLine& line : result.cost->ledger)
    if (line.item.starts_with(start)) return &line;
  return nullptr;
}

} // namespace archipelago::test
