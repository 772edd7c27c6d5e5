// Fleets by what is expected of histories like the trace: sums and means, and lengths that large bursts share.
#include "models/failures/generators/judge_outages.hpp"
#include "models/statistics/quantile.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

// Most of the events are in bursts of nodes that go and come back together.
OutageLaw bursting_law() {
  OutageLaw law;
  law.domain = 40;
  law.gap = Law{Law::Kind::exponential, Seconds(seconds_per_day)};
  law.burst = {0.3, 4, 1.2, 1, Seconds(60)};
  law.length = {0, 1, Law{Law::Kind::lognormal, Seconds(10'000), 1.5}, {}};
  law.shared_length = 0.8;
  return law;
}

const GeneratorRequest a_quarter{1, 40, Seconds(90 * seconds_per_day), "outages"};

// Thirty seeds, of so many histories each.
std::vector<std::vector<double>> runs_from(const OutageLaw& law, std::uint64_t first_seed, std::uint32_t histories) {
  const OutageTrace like{a_quarter.nodes, 0, a_quarter.horizon, {}, {""}, {}};
  const OutageGenerator generate(law);
  std::vector<std::vector<double>> runs;
  for (std::uint64_t seed = first_seed; seed < first_seed + 30; ++seed)
    runs.push_back(expectations_of(pooled_histories(generate, like, seed, histories, OutageFigures::all)));
  return runs;
}

} // namespace

TEST_CASE("the figures of one history are its statistics; of two, rates go by node-time, lengths together, and what has no sum by its mean") {
  const OutageTrace one = generate_outages(rich_law(), a_year), other = generate_outages(rich_law(), {2, 200, Seconds(100 * seconds_per_day), "outages"});
  PooledOutages pool;
  pool.add(one);
  const std::vector<double> alone = expectations_of(pool);
  const std::vector<FitFigure> figures = figures_of(one), others = figures_of(other);
  REQUIRE(alone.size() < figures.size());
  for (std::size_t i = 0; i < alone.size(); ++i) {
    INFO(figures[i].name);
    CHECK(alone[i] == Approx(figures[i].value));
  }
  pool.add(other);
  const std::vector<double> both = expectations_of(pool);
  CHECK(both[0] == Approx((3 * figures[0].value + others[0].value) / 4));
  CHECK(both[1] == Approx(0.5 * (figures[1].value + others[1].value)));
  CHECK(both[3] == Approx(0.5 * (figures[3].value + others[3].value)));
  const double n = static_cast<double>(one.outages.size()), m = static_cast<double>(other.outages.size());
  CHECK(both[5] == Approx((n * figures[5].value + m * others[5].value) / (n + m)));
  CHECK(both[9] == Approx((n * figures[9].value + m * others[9].value) / (n + m)));
  CHECK(pool.lengths.size() == one.outages.size() + other.outages.size());
}

TEST_CASE("a history in which nothing happens counts for the rate, and for nothing else") {
  PooledOutages pool;
  pool.add(generate_outages(rich_law(), a_year));
  const std::vector<double> before = expectations_of(pool);
  pool.add({200, 0, a_year.horizon, {}, {""}, {}});
  const std::vector<double> after = expectations_of(pool);
  CHECK(after[0] == Approx(before[0] / 2));
  for (const std::size_t i : {1U, 3U, 5U, 6U, 7U}) CHECK(after[i] == before[i]);
}

TEST_CASE("as many histories as hold the incidents asked for, however many nodes each strikes") {
  OutageTrace trace{10, 0, Seconds(100'000), {}, {""}, {}};
  for (int incident = 0; incident < 4; ++incident)
    for (std::uint32_t node = 0; node < 5; ++node) trace.outages.push_back({10'000.0 * incident + node, 10'000.0 * incident + 60, node, 0, 0});
  CHECK(histories_like(trace, 10'000) == 2'500);
  CHECK(histories_like(trace, 9) == 3);
  CHECK(histories_like(trace, 1) == 1);
  CHECK(histories_like({10, 0, Seconds(1000), {}, {""}, {}}, 50) == 50);
}

TEST_CASE("lengths that bursts share: those of a seed have their law's quantiles, with any thirty seeds, where single histories scatter widely") {
  const OutageLaw law = bursting_law();
  for (const std::uint64_t first_seed : {1, 31}) {
    const std::vector<double> medians = medians_of(runs_from(law, first_seed, 30));
    CHECK(medians[6] == Approx(law.length.quantile(0.5)).epsilon(0.06));
    CHECK(medians[7] == Approx(law.length.quantile(0.9)).epsilon(0.06));
    CHECK(medians[9] == Approx(law.length.mean().value).epsilon(0.06));
  }
  std::vector<double> single;
  for (const std::vector<double>& run : runs_from(law, 1, 1)) single.push_back(run[6]);
  CHECK(quantile(single, 0.1) < 0.75 * law.length.quantile(0.5));  // one history more could have been quite another
  CHECK(quantile(single, 0.9) > 1.35 * law.length.quantile(0.5));
}

TEST_CASE("starts alone have the figures of starts") {
  const OutageTrace like = generate_outages(bursting_law(), a_quarter);
  const OutageGenerator generate(bursting_law());
  const PooledOutages all = pooled_histories(generate, like, 1, 3, OutageFigures::all), starts = pooled_histories(generate, like, 1, 3, OutageFigures::of_starts);
  CHECK(starts.lengths.empty());
  CHECK(starts.down_s == 0);
  CHECK(all.down_s > 0);
  for (std::size_t i = 0; i < 6; ++i) CHECK(expectations_of(starts)[i] == expectations_of(all)[i]);
}
