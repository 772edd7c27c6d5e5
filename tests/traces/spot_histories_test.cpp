// Markets by what is expected of histories like the trace: sums, closed forms, and a trace whose own end cuts the spell that makes most of it.
#include "models/failures/generators/fit_spot.hpp"
#include "models/failures/traces/holding_statistics.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {

LengthLaw exponential(double mean_s) { return {0, 1, Law{Law::Kind::exponential, Seconds(mean_s)}, {}}; }

// Forty cycles of 100 minutes, then nothing until the end: 60 % of the time is one spell that nobody saw end.
CapacityTrace drying_up() {
  CapacityTrace trace{1, Seconds(600'000), {}};
  for (int cycle = 0; cycle < 40; ++cycle) {
    const double at = 6000.0 * cycle, up = 1800 + 100 * (cycle * 7 % 40), down = 6000 - up;
    trace.steps.push_back({at, 1});
    trace.steps.push_back({at + 6000 - down, 0});
  }
  return trace;
}

std::vector<double> medians_from(const SpotLaw& law, const CapacityTrace& like, std::uint64_t first_seed) {
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = first_seed; seed < first_seed + 30; ++seed) runs.push_back(judged_figures(SpotGenerator(law), like, seed));
  return medians_of(runs);
}

} // namespace

TEST_CASE("the sums of one history have its statistics, and of two the mean by what was held") {
  const SpotLaw law{exponential(7200), exponential(1800), {0.6, 0.3, 2}, {0.7, 0.6, 1}, false, 0.5};
  const CapacityTrace one = SpotGenerator(law)({1, 10, Seconds(30 * seconds_per_day), "a"}), other = SpotGenerator(law)({2, 10, Seconds(10 * seconds_per_day), "b"});
  const HoldingStatistics s = statistics_of(one), t = statistics_of(other);
  const PooledHolding first = pooled(one);
  CHECK(first.availability() == Approx(s.availability));
  CHECK(first.losses_per_node_hour() == Approx(s.losses_per_node_hour));
  CHECK(first.share_of_several() == Approx(s.share_of_several));
  CHECK(expectations_of(first)[3] == Approx(s.share_full));
  CHECK(expectations_of(first)[4] == Approx(s.share_none));
  PooledHolding both = first;
  both.add(other);
  CHECK(both.availability() == Approx((3 * s.availability + t.availability) / 4));
  CHECK(both.lost == Approx(static_cast<double>(s.lost + t.lost)));
  CHECK(both.share_of_several() == Approx((s.share_of_several * static_cast<double>(s.loss_instants) + t.share_of_several * static_cast<double>(t.loss_instants)) /
                                          static_cast<double>(s.loss_instants + t.loss_instants)));
}

TEST_CASE("a trace whose first row comes late held nothing before it") {
  const CapacityTrace late{4, Seconds(1000), {{400, 4}, {700, 1}}};
  CHECK(pooled(late).availability() == Approx((300 * 4 + 300) / 4000.0));
  CHECK(pooled(late).availability() == Approx(statistics_of(late).availability));
  CHECK(expectations_of(pooled(late))[4] == Approx(statistics_of(late).share_none));
}

TEST_CASE("as many histories as hold the losses asked for, at the trace's count, and one at least") {
  const CapacityTrace four{2, Seconds(1000), {{0, 2}, {100, 0}, {200, 2}, {300, 1}, {400, 0}, {500, 1}, {600, 0}}};
  CHECK(histories_like(four, 10'000) == 2'500);
  CHECK(histories_like(four, 9) == 3);
  CHECK(histories_like(four, 1) == 1);
  CHECK(histories_like({2, Seconds(1000), {{0, 2}}}, 50) == 50);
}

// Held at first, up for 1 / a and down for 1 / b on average: held at time t with probability b / (a + b) + a / (a + b) exp(-(a + b) t).
TEST_CASE("histories begin as the trace and end with it: the closed form of two states, not the long run") {
  const double a = 1.0 / 3600, b = 1.0 / 7200, horizon = 5400;
  const SpotLaw law{exponential(1 / a), exponential(1 / b), {}, {}, false, 1};
  const CapacityTrace like{1, Seconds(horizon), {{0, 1}}};
  const double expected = (b + a * (1 - std::exp(-(a + b) * horizon)) / ((a + b) * horizon)) / (a + b);
  CHECK(expected > 1.7 * b / (a + b));
  PooledHolding all;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const PooledHolding some = pooled_histories(SpotGenerator(law), like, seed, 400);
    all.held_s += some.held_s;
    all.asked_s += some.asked_s;
    all.lost += some.lost;
  }
  CHECK(all.availability() == Approx(expected).epsilon(0.01));
  CHECK(all.losses_per_node_hour() == Approx(a * 3600).epsilon(0.03));
}

TEST_CASE("a market that dries up: the fitted law has its availability and losses, with any thirty seeds; short spells stay as they were") {
  const CapacityTrace trace = drying_up();
  const HoldingStatistics s = statistics_of(trace);
  const auto fit = fit_spot(trace);
  REQUIRE(fit);
  for (const std::uint64_t first_seed : {1, 31, 61}) {
    const std::vector<double> medians = medians_from(fit->law, trace, first_seed);
    CHECK(medians[0] == Approx(s.availability).epsilon(0.04));
    CHECK(medians[1] == Approx(s.losses_per_node_hour).epsilon(0.04));
    if (first_seed == 1)
      for (std::size_t i = 0; i < medians.size(); ++i) CHECK(fit->goodness[i].median == Approx(medians[i]));
  }
  CHECK(fit->law.grant_gap.quantile(0.5) == Approx(s.full.down.p50).epsilon(0.15));
  CHECK(fit->law.grant_gap.mean().value > 360'000.0 / 40);          // the spell that was cut is in it
  const GoodnessRow& availability = fit->goodness.front();
  CHECK(availability.histories == 250);
  CHECK(availability.p10 < 0.7 * availability.observed);            // one history more could have been quite another
  CHECK(availability.p90 > 1.4 * availability.observed);
}
