// Dates of outages, capacity of a market, slow spells: against pencil and paper.
#include "models/failures/holding.hpp"
#include "models/failures/outage_plan.hpp"
#include "models/failures/slow_spells.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>

using namespace archipelago;

namespace {
const Law never{Law::Kind::constant, Seconds(1e15)};
Law constant(double seconds) { return {Law::Kind::constant, Seconds(seconds)}; }

OutagePlan observed(std::vector<NodeOutage> outages, double offset) {
  auto trace = std::make_shared<OutageTrace>();
  trace->nodes = 2;
  trace->horizon = Seconds(100);
  trace->outages = std::move(outages);
  OutagePlan plan;
  plan.name = "site a";
  plan.observed = OutagePlan::Observed{trace, "t", 1, Seconds(offset)};
  return plan;
}

std::vector<std::pair<double, double>> first(const OutagePlan& plan, int count, std::uint64_t seed = 1) {
  OutageDates dates(plan, seed);
  std::vector<std::pair<double, double>> found;
  for (int k = 0; k < count; ++k) {
    const auto next = dates.next();
    if (!next) break;
    found.push_back(*next);
  }
  return found;
}

Trace capacity(std::uint32_t nodes, std::vector<CapacityStep> steps) {
  Trace trace;
  trace.kind = TraceKind::capacity_steps;
  trace.data = CapacityTrace{nodes, Seconds(100), std::move(steps)};
  return trace;
}

HoldingWish wish(std::int64_t slices, std::int64_t least, HoldingMap map = HoldingMap::scaled) {
  HoldingWish made;
  made.map = map;
  made.slices = slices;
  made.least = least;
  return made;
}

// Slices held at a date, from the schedule of those that are not.
std::int64_t held_at(const Holding& holding, std::int64_t slices, double at) {
  std::map<std::uint32_t, bool> gone;
  for (const SliceOutage& outage : holding.gone.outages)
    for (double round = 0; outage.start + round * holding.gone.period <= at; ++round) {
      if (at < outage.end + round * holding.gone.period) gone[outage.slice] = true;
      if (outage.start < 0) break;
    }
  return slices - static_cast<std::int64_t>(gone.size());
}
} // namespace

TEST_CASE("outages by laws alternate, and under each seed and name they are others") {
  OutagePlan plan;
  plan.name = "site a";
  plan.laws = OutagePlan::Laws{constant(100), constant(50)};
  CHECK(first(plan, 3) == std::vector<std::pair<double, double>>{{100, 150}, {250, 300}, {400, 450}});
  CHECK(plan.share_away() == Approx(1.0 / 3));
  plan.laws = OutagePlan::Laws{{Law::Kind::exponential, Seconds(100)}, {Law::Kind::lognormal, Seconds(10), 1.0}};
  CHECK(first(plan, 5, 1) == first(plan, 5, 1));
  CHECK(first(plan, 5, 1) != first(plan, 5, 2));
  OutagePlan other = plan;
  other.name = "site b";
  CHECK(first(plan, 5, 1) != first(other, 5, 1));
  double away = 0, end = 0;
  for (const auto& [from, to] : first(plan, 20000)) away += to - from, end = to;
  CHECK(away / end == Approx(plan.share_away()).epsilon(0.05));
}

TEST_CASE("planned outages come at their period") {
  OutagePlan plan;
  plan.periodic = OutagePlan::Periodic{Seconds(30), Seconds(100), Seconds(20)};
  CHECK(first(plan, 2) == std::vector<std::pair<double, double>>{{30, 50}, {130, 150}});
  CHECK(plan.share_away() == Approx(0.2));
}

TEST_CASE("outages of a place of a trace are merged, begin at the offset and come round") {
  const std::vector<NodeOutage> rows{{5, 20, 0, 0, 0}, {10, 30, 1, 0, 0}, {25, 40, 1, 0, 0}, {90, 120, 1, 0, 0}};
  CHECK(first(observed(rows, 0), 3) == std::vector<std::pair<double, double>>{{10, 40}, {90, 100}, {110, 140}});
  CHECK(first(observed(rows, 35), 3) == std::vector<std::pair<double, double>>{{0, 5}, {55, 65}, {75, 105}});
  CHECK(observed(rows, 35).share_away() == Approx(0.4));
  CHECK(first(observed({}, 0), 1).empty());
}

TEST_CASE("a learner holds the share of its slices that the trace holds of its instances, rounded down") {
  const Trace trace = capacity(4, {{0, 4}, {20, 1}, {50, 3}, {80, 4}});
  const auto holding = holding_of(trace, wish(8, 1));
  REQUIRE(holding);
  for (const auto& [at, held] : std::vector<std::pair<double, std::int64_t>>{{1, 8}, {21, 2}, {49, 2}, {51, 6}, {81, 8}, {101, 8}, {121, 2}, {251, 6}}) CHECK(held_at(*holding, 8, at) == held);
  CHECK(holding->mean_held == Approx((20 * 8 + 30 * 2 + 30 * 6 + 20 * 8) / 800.0));
  const auto three = holding_of(trace, wish(3, 1));
  CHECK(held_at(*three, 3, 21) == 0);         // a quarter of three
  CHECK(held_at(*three, 3, 51) == 2);
}

TEST_CASE("below its minimum a learner holds nothing; a trace that never reaches it is none for it") {
  const Trace trace = capacity(4, {{0, 4}, {20, 1}, {50, 3}, {80, 4}});
  const auto holding = holding_of(trace, wish(4, 3));
  CHECK(held_at(*holding, 4, 21) == 0);
  CHECK(held_at(*holding, 4, 51) == 3);
  CHECK(held_at(*holding, 4, 81) == 4);
  CHECK_FALSE(holding_of(capacity(4, {{0, 3}}), wish(4, 4)));
}

TEST_CASE("the offset turns the trace; what is under way when the run begins is there from the start") {
  HoldingWish turned = wish(4, 1);
  turned.offset = Seconds(30);
  const auto holding = holding_of(capacity(4, {{0, 4}, {20, 1}, {50, 4}}), turned);
  CHECK(held_at(*holding, 4, 0) == 1);
  CHECK(held_at(*holding, 4, 19) == 1);
  CHECK(held_at(*holding, 4, 21) == 4);
  CHECK(held_at(*holding, 4, 89) == 4);
  CHECK(held_at(*holding, 4, 91) == 1);
  CHECK(held_at(*holding, 4, 119) == 1);
  CHECK(held_at(*holding, 4, 121) == 4);
}

TEST_CASE("learners that share a trace have instances of their own; one that goes while another comes is a loss without a time") {
  Trace trace;
  trace.kind = TraceKind::instance_episodes;
  trace.data = LifeTrace{Seconds(100), {{0, 40, 0, false}, {0, 100, 0, true}, {40, 100, 0, true}}, {"p"}};
  CHECK(instances_of(trace) == 2);
  HoldingWish same = wish(1, 1, HoldingMap::same);
  const auto one = holding_of(trace, same);
  REQUIRE(one->gone.outages.size() == 1);
  CHECK(one->gone.outages[0].start == 40);
  CHECK(one->gone.outages[0].end == 40);
  same.first_instance = 1;
  CHECK(holding_of(trace, same)->gone.outages.empty());
}

TEST_CASE("a step that a slow spell meets takes as long as its work needs at the speeds that it meets") {
  SlowSpells spells(std::vector<SlowSpell>{{10, 20, 0.5}, {15, 30, 0.25}}, 1000);
  CHECK(spells.time_for(0, 5) == 5);
  CHECK(spells.time_for(5, 10) == Approx(5 + 5 + 2.5 / 0.25));        // 5 at full speed, 2.5 at a half, the rest at a quarter
  CHECK(spells.time_for(18, 5) == Approx(12 + 2));                      // 3 of it by 30
  CHECK(spells.time_for(30, 5) == 5);
  spells.forget(40);
  CHECK(spells.time_for(1008, 3) == Approx(2 + 2));                     // the trace comes round
}

TEST_CASE("spells come at their rate, under each seed, learner and slice others, whatever is asked of them") {
  const SlowLaw law{{Law::Kind::exponential, Seconds(1000)}, {Law::Kind::exponential, Seconds(100)}, 0.5, 0.5};
  SlowSpells one(law, 1, "a", 1);
  double time = 0;
  const double work = 200000;
  for (int k = 0; k < 2000; ++k) {
    one.forget(time);
    time += one.time_for(time, work / 2000);
  }
  CHECK(time == Approx(work * (1 + 100 * 0.5 / (1000 + 50))).epsilon(0.05));   // in each cycle of work 1000 + 50 the spell costs 50
  SlowSpells whole(law, 1, "a", 1);
  CHECK(whole.time_for(0, work) == Approx(time).epsilon(1e-9));
  CHECK(SlowSpells(law, 2, "a", 1).time_for(0, 5000) != SlowSpells(law, 1, "a", 1).time_for(0, 5000));
  CHECK(SlowSpells(law, 1, "b", 1).time_for(0, 5000) != SlowSpells(law, 1, "a", 1).time_for(0, 5000));
  double before = 0;                                                    // more slices, no less time
  for (const std::int64_t slices : {1, 2, 8, 64}) {
    const double takes = SlowSpells(law, 1, "a", slices).time_for(0, 5000);
    CHECK(takes >= before);
    before = takes;
  }
  CHECK(SlowSpells({never, constant(1), 0.5, 0.5}, 1, "a", 3).time_for(0, 5000) == 5000);
}
