// A law fitted to a trace that a law has made finds that law again, and its traces look like the trace.
#include "models/failures/generators/fit_bursts.hpp"
#include "models/failures/generators/fit_length.hpp"
#include "models/failures/generators/fit_outages.hpp"
#include "models/failures/generators/fit_spot.hpp"
#include "models/failures/traces/holding_statistics.hpp"
#include "models/random.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
const GoodnessRow& row_of(const std::vector<GoodnessRow>& rows, const std::string& name) {
  for (const GoodnessRow& row : rows)
    if (row.name == name) return row;
  throw std::runtime_error("no figure " + name);
}
} // namespace

TEST_CASE("a mixture of lengths is found again by its quantiles") {
  const LengthLaw law = rich_law().length;
  const RandomStream draws(1, 2, Purpose::repair);
  std::vector<double> lengths;
  for (std::uint64_t i = 0; i < 20'000; ++i) lengths.push_back(law.quantile(draws.uniform(i)));
  const auto fit = fit_length(lengths);
  REQUIRE(fit);
  CHECK(fit->momentary == Approx(0.02).epsilon(0.15));
  for (const double p : {0.1, 0.5, 0.9, 0.99}) CHECK(fit->quantile(p) == Approx(law.quantile(p)).epsilon(0.08));
  CHECK(fit->mean().value == Approx(law.mean().value).epsilon(0.06));
  CHECK(kolmogorov_distance(*fit, lengths) < 0.02);
  CHECK_FALSE(fit_length({0, 0, 0, 5}));
}

TEST_CASE("one lognormal stays one") {
  const Law law{Law::Kind::lognormal, Seconds(1000), 1.5};
  const RandomStream draws(1, 3, Purpose::repair);
  std::vector<double> lengths;
  for (std::uint64_t i = 0; i < 5'000; ++i) lengths.push_back(law.quantile(draws.uniform(i)).value);
  const auto fit = fit_length(lengths);
  REQUIRE(fit);
  CHECK(fit->quantile(0.5) == Approx(1000).epsilon(0.06));
  CHECK(fit->quantile(0.9) == Approx(law.quantile(0.9).value).epsilon(0.08));
}

TEST_CASE("the quantile table of a law agrees with it") {
  const LengthLaw law = rich_law().length;
  const LengthTable table(law);
  for (const double z : {-1.9, -1.0, 0.0, 0.7, 2.5}) CHECK(table.at(z) == Approx(law.quantile(0.5 * std::erfc(-z / std::sqrt(2.0)))).epsilon(2e-3));
  CHECK(table.at(-3) == 0);                                        // among the momentary
}

TEST_CASE("a generated trace, fitted: constants that can be told come back, and the figures that are asked for are met") {
  const OutageTrace trace = generate_outages(rich_law(), a_year);
  const auto fit = fit_outages(trace, TraceKind::node_outage);
  REQUIRE(fit);
  CHECK(fit->law.domain == 200);
  CHECK(fit->law.lemons == Approx(1.0).epsilon(0.3));
  CHECK(fit->law.burst.share == Approx(0.1).epsilon(0.4));
  CHECK(fit->law.burst.simultaneous == Approx(0.5).epsilon(0.4));
  CHECK(fit->law.length.quantile(0.5) == Approx(rich_law().length.quantile(0.5)).epsilon(0.2));
  for (const GoodnessRow& row : fit->goodness) {
    INFO(row.name << ": " << row.observed << " and " << row.median);
    CHECK(row.met());
  }
  CHECK_FALSE(row_of(fit->goodness, "events on the worst 5 % of nodes").memoryless_met());
  CHECK_FALSE(row_of(fit->goodness, "CV of gaps").memoryless_met());
}

TEST_CASE("a memoryless trace is fitted by a law that is nearly memoryless") {
  OutageLaw law;
  law.domain = 300;
  law.gap = Law{Law::Kind::exponential, Seconds(20'000)};
  law.length = {0, 1, Law{Law::Kind::lognormal, Seconds(3600), 1}, {}};
  const auto fit = fit_outages(generate_outages(law, {1, 300, Seconds(300 * seconds_per_day), "x"}), TraceKind::node_outage);
  REQUIRE(fit);
  CHECK(fit->law.gap.shape == Approx(1).epsilon(0.15));
  CHECK(fit->law.lemons < 0.5);
  CHECK(row_of(fit->goodness, "CV of gaps").memoryless_met());
}

TEST_CASE("spot: availability, losses and batches of a generated trace come back") {
  const SpotLaw law{{0, 1, Law{Law::Kind::weibull, Seconds(7200), 0.7}, {}}, {0, 1, Law{Law::Kind::lognormal, Seconds(1800), 1}, {}}, {0.6, 0.5, 2}, {0.7, 0.6, 1}, false, 0};
  const CapacityTrace trace = SpotGenerator(law)({1, 16, Seconds(60 * seconds_per_day), "s"});
  const auto fit = fit_spot(trace);
  REQUIRE(fit);
  CHECK_FALSE(fit->law.per_instance);
  CHECK(fit->law.loss.several == Approx(0.6).epsilon(0.15));
  for (const GoodnessRow& row : fit->goodness) {
    INFO(row.name << ": " << row.observed << " and " << row.median);
    CHECK(row.met());
  }
}

TEST_CASE("too little to fit is refused") {
  OutageTrace few{10, 0, Seconds(1000), {}, {""}, {}};
  for (int i = 0; i < 10; ++i) few.outages.push_back({10.0 * i, 10.0 * i + 5, 1, 0, 0});
  CHECK_FALSE(fit_outages(few, TraceKind::node_outage));
  CHECK_FALSE(fit_spot({4, Seconds(100), {{0, 4}, {50, 1}}}));
}
