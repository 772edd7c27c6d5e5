// How many spares are enough: by hand, against the binomial of independent nodes, and against spares that are really handed out.
#include "models/failures/generators/generate_outages.hpp"
#include "models/failures/generators/spare_pool.hpp"
#include "models/failures/spares.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

// Of four nodes in 100 s: 0 is down from 10 to 60, 1 from 20 to 40, 2 from 30 to 35 and for no time at 90.
const OutageTrace small{4, 8, Seconds(100), {{10, 60, 0, 0, 0}, {20, 40, 1, 0, 0}, {30, 35, 2, 0, 0}, {90, 90, 2, 0, 0}}, {""}, {}};

SpareStudy study_of(const OutageLaw& law, std::uint32_t nodes, int seeds) {
  std::vector<DownHistory> histories;
  for (int seed = 1; seed <= seeds; ++seed)
    histories.push_back(down_history(generate_outages(law, {static_cast<std::uint64_t>(seed), nodes, Seconds(400 * seconds_per_day)}), 1, Seconds(40 * seconds_per_day)));
  return SpareStudy(nodes, std::move(histories));
}

} // namespace

TEST_CASE("a small history by hand: time by nodes down, and who waits") {
  const DownHistory history = down_history(small, 1, Seconds(0));
  CHECK(history.down.share_of(0) == Approx(0.50));
  CHECK(history.down.share_of(1) == Approx(0.30));
  CHECK(history.down.share_of(2) == Approx(0.15));
  CHECK(history.down.share_of(3) == Approx(0.05));
  CHECK(history.found == std::vector<std::uint32_t>{0, 1, 2});
  const SpareStudy study(4, {history});
  CHECK(study.answer(0.5).spares == 0);
  CHECK(study.answer(0.8).spares == 1);
  CHECK(study.answer(0.94).spares == 2);
  CHECK(study.answer(0.94).waiting == Approx(1.0 / 3));
  CHECK(study.answer(0.99).spares == 3);
  CHECK_FALSE(study.answer(0.99).interval);
}

TEST_CASE("what settles is left out, and pools are looked at one by one") {
  const DownHistory late = down_history(small, 1, Seconds(50));
  CHECK(late.down.total() == Approx(50));
  CHECK(late.down.share_of(1) == Approx(0.2));
  CHECK(late.found.empty());
  const DownHistory halves = down_history(small, 2, Seconds(0));
  CHECK(halves.down.total() == Approx(200));
  CHECK(halves.down.share_of(2) == Approx(20.0 / 200));          // nodes 0 and 1 together
  CHECK(halves.found == std::vector<std::uint32_t>{0, 1, 0});
}

TEST_CASE("independent nodes need what the binomial says; clusters, lemons and bursts need more") {
  OutageLaw plain;
  plain.domain = 400;
  plain.gap = Law{Law::Kind::exponential, Seconds(15 * seconds_per_hour)};
  plain.length = {0, 1, Law{Law::Kind::lognormal, Seconds(100 * seconds_per_hour), 0.7}, {}};
  const SpareStudy independent = study_of(plain, 400, 30);
  for (const double share : {0.9, 0.95, 0.99}) {
    const SpareAnswer answer = independent.answer(share);
    INFO(share << ": " << answer.spares << " and " << answer.memoryless);
    CHECK(std::abs(static_cast<int>(answer.spares) - static_cast<int>(answer.memoryless)) <= 1);
    REQUIRE(answer.interval);
    CHECK((answer.interval->low <= answer.spares && answer.spares <= answer.interval->high));
  }
  OutageLaw clustered = plain;
  clustered.gap.shape = 1;
  clustered.seasons = {Seconds(20 * seconds_per_day), 20, 0.8};
  clustered.burst = {0.1, 4, 0.8, 1, Seconds(0)};
  clustered.shared_length = 0.8;
  const SpareAnswer answer = study_of(clustered, 400, 30).answer(0.99);
  CHECK(answer.spares >= answer.memoryless + 5);
  CHECK(answer.memoryless_covers < 0.98);
}

TEST_CASE("the share of outages that wait is that of spares really handed out") {
  const OutageTrace trace = generate_outages(rich_law(), a_year);
  const DownHistory history = down_history(trace, 1, Seconds(0));
  for (const std::uint32_t spares : {0U, 1U, 2U, 4U}) {
    const SpareAccount account = with_spares(trace, {spares, Seconds(0), {}}, 1);
    std::size_t waiting = 0;
    std::vector<double> down_until(trace.nodes, -1);
    for (std::size_t i = 0; i < trace.outages.size(); ++i) {
      const NodeOutage &node = trace.outages[i], &place = account.places.outages[i];
      waiting += node.start > down_until[node.node] && place.end > place.start;
      down_until[node.node] = std::max(down_until[node.node], node.end);
    }
    const auto found = std::count_if(history.found.begin(), history.found.end(), [&](std::uint32_t down) { return down >= spares; });
    INFO(spares << " spares");
    CHECK(static_cast<double>(waiting) == Approx(static_cast<double>(found)).epsilon(0.02));   // a node of a burst may go again before it is back
  }
}
