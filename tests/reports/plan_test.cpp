#include "reports/plan_report.hpp"
#include "tests/reports/golden.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {

MeasuredPoint measured(std::size_t number, std::vector<std::string> values, double cost, double days, double efficiency) {
  MeasuredPoint point{number, std::move(values), {}, {}};
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const double shared = 1 + 0.01 * static_cast<double>(seed % 3);
    point.figures["cost.to_equal_loss_usd"][seed] = cost * shared;
    point.figures["quality.time_to_equal_loss_s"][seed] = days * 86400 * shared;
    point.figures["quality.token_efficiency"][seed] = efficiency;
    point.figures["goodput"][seed] = 0.98 / shared;
  }
  return point;
}

FigureReading reading(double value, double half_width) { return {value, std::pair{value - half_width, value + half_width}, 4}; }

PlanReport sample() {
  PlanReport plan;
  plan.name = "two prices";
  plan.keys = {"protocol.sync_interval", "costs.accelerator_hour.h100-sxm"};
  plan.goal = "cost.to_equal_loss_usd";
  plan.limits = {"quality.time_to_equal_loss_s <= 40 d", "zones: eu"};
  plan.front_figures = {"cost.to_equal_loss_usd", "quality.time_to_equal_loss_s", "quality.token_efficiency"};
  plan.figures = {"cost.to_equal_loss_usd", "quality.time_to_equal_loss_s", "quality.token_efficiency", "goodput"};
  plan.design = 40;
  plan.left_out = 4;
  plan.refused = {{"site tokyo is in zone asia, not in eu", 6}};
  plan.pilots = 8;
  plan.spreads = {{"cost.to_equal_loss_usd", {0.021, true}}, {"quality.time_to_equal_loss_s", {0.015, true}}};
  plan.surely_misses = 10;
  plan.surely_behind = 7;
  plan.rungs = {{1, 13, 13, 6}, {2, 6, 6, 3}, {4, 3, 6, 2}};
  plan.search_runs = 25;
  plan.explanation_runs = 8;
  plan.grid_runs = 160;
  for (const auto& [number, interval, price, cost, days, efficiency] : {std::tuple{7, "24", "1.50 USD/h", 1.10e6, 35.0, 0.97}, {9, "48", "1.50 USD/h", 1.25e6, 31.0, 0.94}, {2, "24", "2.50 USD/h", 1.9e6, 30.0, 0.97}}) {
    PlanPoint point{measured(static_cast<std::size_t>(number), {interval, price}, cost, days, efficiency), {{"cost.to_equal_loss_usd", cost * 0.98}}, 4, "meets", true};
    plan.points.push_back(point);
  }
  plan.points.push_back({{12, {"96", "1.50 USD/h"}, {}, {}}, {{"cost.to_equal_loss_usd", 2.2e6}}, 0, "", false});
  plan.winner = 0;
  plan.runner_up = 1;
  plan.baseline = measured(41, {"48", "2.50 USD/h"}, 2.0e6, 31, 0.94);
  plan.comparisons = {{"point 9, the runner-up", reading(150000, 1500), "", {{"protocol.sync_interval", "24", "48", reading(150000, 1500), "", true}}},
                      {"the scenario as it stands", reading(900000, 8000), "", {{"costs.accelerator_hour.h100-sxm", "1.50 USD/h", "2.50 USD/h", reading(733000, 7000), "", true},
                                                                                {"protocol.sync_interval", "24", "48", reading(150000, 1500), "misses quality.time_to_equal_loss_s <= 40 d", true}}}};
  BreakEven flip{"network.links.west-wan.bandwidth", plan.goal, "better than point 9, the runner-up", {{"310 Mbps", reading(-800, 300)}, {"330 Mbps", reading(400, 350)}}, true, 8};
  plan.flips = {{"point 9, the runner-up", flip, "2 Gbps"}};
  plan.room = {"quality.time_to_equal_loss_s <= 40 d: 35.35 d, 12 % within it"};
  plan.unmoved = {"costs.egress", "failures.mtbi"};
  plan.notes = {"The winner's runs saw 0.4 failures each on average: a longer simulation.horizon would say more about them."};
  return plan;
}

const Terminal plain{false, false, true, 110};

} // namespace

TEST_CASE("a plan in words") {
  const GoldenCheck check = against_golden("plan.txt", plan_text(sample(), plain));
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("a plan without a winner says what comes nearest") {
  PlanReport plan = sample();
  plan.winner.reset();
  plan.runner_up.reset();
  plan.comparisons.clear();
  plan.flips.clear();
  plan.nearest = {"nearest to time to equal loss <= 20 d: 30.3 d, at point 2"};
  const std::string text = plan_text(plan, plain);
  CHECK(text.find("keeps to all limits on average") != std::string::npos);
  CHECK(text.find("nearest to time to equal loss <= 20 d: 30.3 d, at point 2") != std::string::npos);
  CHECK(to_json(plan)["winner"].is_null());
}

TEST_CASE("a plan as JSON has every point, played or not, for pictures") {
  const auto plan = to_json(sample());
  CHECK(plan["format"] == "archipelago-plan/1");
  CHECK(plan["winner"] == 7);
  CHECK(plan["runner_up"] == 9);
  REQUIRE(plan["points"].size() == 4);
  CHECK(plan["points"][0]["values"]["protocol.sync_interval"] == "24");
  CHECK(plan["points"][0]["figures"]["cost.to_equal_loss_usd"]["n"] == 4);
  CHECK(plan["points"][0]["on_front"] == true);
  CHECK(plan["points"][3]["figures"].empty());
  CHECK(plan["points"][3]["closed_form"]["cost.to_equal_loss_usd"] == 2.2e6);
  CHECK(plan["points"][3]["limits"].is_null());
  CHECK(plan["comparisons"][1]["reversals"][0]["decides"] == true);
  CHECK(plan["flips"][0]["key"] == "network.links.west-wan.bandwidth");
}
