#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

Costs costs_of(const std::string& costs) {
  const Reading reading = reading_with(R"({"costs": )" + costs + "}");
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  REQUIRE(reading.world->costs);
  return *reading.world->costs;
}

bool refused(const std::string& costs, const std::string& because) {
  const Reading reading = reading_with(R"({"costs": )" + costs + "}");
  INFO(problems_text(reading));
  return !reading.world && has_problem(reading, because);
}

} // namespace

TEST_CASE("a price of the catalogue brings its category, date and grade") {
  const Price price = costs_of(R"({"prices": {"h100-sxm": "h100-aws-on-demand"}})").prices.at("h100-sxm");
  CHECK(price.hour.value == 6.88);
  CHECK(price.category == PriceCategory::on_demand);
  CHECK(price.provider == "AWS");
  CHECK(price.date == "2026-07-28");
  CHECK(price.grade == "A");
}

TEST_CASE("an owned accelerator is written off over its life, and parts of a price can be changed") {
  const Price owned = costs_of(R"({"prices": {"h100-sxm": "h100-owned"}})").prices.at("h100-sxm");
  CHECK_FALSE(owned.includes_energy());
  CHECK(owned.hour.value == Approx(31250 / (4 * 8766.0) + 130 * 1.275 / 730.5));
  const Price longer = costs_of(R"({"prices": {"h100-sxm": {"base": "h100-owned", "life": "5 year"}}})").prices.at("h100-sxm");
  CHECK(longer.hour.value == Approx(31250 / (5 * 8766.0) + 130 * 1.275 / 730.5));
}

TEST_CASE("hourly costs, storage, leases and what changing over takes") {
  const Costs costs = costs_of(R"({"energy": "0.08 USD/kWh", "syncer_hour": "3 USD/h", "staff": "500 USD/h", "storage": {"size": "10 TB", "month": "0.02 USD/GB"},
                                   "draw": {"waiting": 0.3}, "investment": {"once": "400000 USD", "runs_per_year": 2, "years": 3, "discount_rate": 0.1}})");
  CHECK(costs.energy->value == 0.08);
  CHECK(costs.staff->value == 500);
  CHECK(costs.storage->month.value == Approx(0.02e-9));
  CHECK(costs.draw.computing == 0.75);
  CHECK(costs.draw.waiting == 0.3);
  CHECK(costs.investment.once->value == 400000);
  CHECK_FALSE(costs.investment.day_of_delay);
}

TEST_CASE("prices that do not hold together are problems with their reason") {
  CHECK(refused(R"({"prices": {"h100-sxm": "h100-aws"}})", "no price named \"h100-aws\""));
  CHECK(refused(R"({"prices": {"h200-sxm": "h100-owned"}})", "this is a price of h100-sxm"));
  CHECK(refused(R"({"prices": {"h100-sxm": {"category": "owned", "capital": "30000 USD"}}})", "needs the life"));
  CHECK(refused(R"({"prices": {"h100-sxm": {"category": "spot"}}})", "needs its hour"));
  CHECK(refused(R"({"prices": {"h100-sxm": {"base": "h100-owned", "hour": "2 USD/h"}}})", "follows from its capital"));
  CHECK(refused(R"({"leases": {"moon": "1 USD/h"}})", "no link named \"moon\""));
  CHECK(refused(R"({"investment": {"once": "400000"}})", "without a unit"));
}

TEST_CASE("a category needs the price that it is of") {
  const Reading reading = reading_with(R"({"learners": [{"name": "a", "site": "east", "accelerator": "h100-sxm", "accelerators": 8, "step_time": "1 s", "price_category": "spot"}]})");
  CHECK(has_problem(reading, "no price that it could be the category of"));
}
