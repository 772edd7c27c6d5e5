// Failures that a generator draws for a run: another history each seed, sites for themselves, played as a trace is.
#include "models/failures/drawn.hpp"
#include "models/failures/fleet.hpp"
#include "models/failures/generators/processes.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

DrawnFailures drawn(Seconds offset = Seconds(0)) {
  Generator generator{"rich", "", "", "", {{"outages", rich_law()}}, 8};
  return {std::make_shared<const Generator>(std::move(generator)), offset};
}

const Seconds span(60 * seconds_per_day);
const SlicedLearner of_nodes_40{320, 8}, of_pairs{320, 16};

bool same(const SliceSchedule& a, const SliceSchedule& b) {
  return a.outages.size() == b.outages.size() && std::equal(a.outages.begin(), a.outages.end(), b.outages.begin(), [](const SliceOutage& x, const SliceOutage& y) {
           return x.start == y.start && x.end == y.end && x.slice == y.slice;
         });
}

} // namespace

TEST_CASE("each seed draws another history, the same one the same") {
  const std::vector<SitedLearner> learners{{of_nodes_40, "west"}};
  const SliceSchedule first = drawn_schedules(drawn(), learners, span, 1)[0];
  CHECK_FALSE(first.outages.empty());
  CHECK(same(first, drawn_schedules(drawn(), learners, span, 1)[0]));
  CHECK_FALSE(same(first, drawn_schedules(drawn(), learners, span, 2)[0]));
}

TEST_CASE("sites draw for themselves: another site, and another learner at the end of this one, leave a learner's losses as they are") {
  const SliceSchedule alone = drawn_schedules(drawn(), {{of_nodes_40, "west"}}, span, 1)[0];
  const auto more = drawn_schedules(drawn(), {{of_nodes_40, "east"}, {of_nodes_40, "west"}, {of_nodes_40, "west"}}, span, 1);
  CHECK(same(alone, more[1]));
  CHECK_FALSE(same(alone, more[0]));
  CHECK_FALSE(same(alone, more[2]));
}

TEST_CASE("a slice of two nodes is lost with either: as many losses on half as many slices") {
  const SliceSchedule nodes = drawn_schedules(drawn(), {{of_nodes_40, "west"}}, span, 1)[0], pairs = drawn_schedules(drawn(), {{of_pairs, "west"}}, span, 1)[0];
  REQUIRE(pairs.outages.size() == nodes.outages.size());
  for (std::size_t i = 0; i < nodes.outages.size(); ++i) CHECK(pairs.outages[i].slice == nodes.outages[i].slice / 2);
}

TEST_CASE("a fleet that is old when the run begins has nodes in repair, and the same events later") {
  const SliceSchedule young = drawn_schedules(drawn(), {{of_nodes_40, "west"}}, span, 3)[0];
  const SliceSchedule old = drawn_schedules(drawn(Seconds(100 * seconds_per_day)), {{of_nodes_40, "west"}}, span, 3)[0];
  CHECK(std::none_of(young.outages.begin(), young.outages.end(), [](const SliceOutage& outage) { return outage.start < 0; }));
  const OutageTrace trace = drawn_outages(*drawn().generator, 40, "west", Seconds(160 * seconds_per_day), 3);
  const auto in_repair = std::count_if(trace.outages.begin(), trace.outages.end(), [](const NodeOutage& outage) {
    return outage.start < 100 * seconds_per_day && outage.end > 100 * seconds_per_day;
  });
  CHECK(std::count_if(old.outages.begin(), old.outages.end(), [](const SliceOutage& outage) { return outage.start < 0; }) == in_repair);
}

TEST_CASE("means for closed forms are those of the law") {
  OutageLaw law;
  law.domain = 100;
  law.gap = Law{Law::Kind::exponential, Seconds(7200)};
  law.length = {0, 1, Law{Law::Kind::exponential, Seconds(600)}, {}};
  const DrawnMeans means = means_of({"plain", "", "", "", {{"outages", law}}, 8});
  CHECK(means.between.value == Approx(100 * 7200).epsilon(0.03));
  CHECK(means.repair.value == Approx(600).epsilon(0.03));
}
