// Slices under the outages of a trace: each row is one loss, at its time and for its length, again and again.
#include "models/failures/fleet.hpp"
#include "models/failures/traces/outage_statistics.hpp"

#include <catch2/catch.hpp>

#include <memory>

using namespace archipelago;

namespace {

OutageTrace small_trace(std::uint32_t accelerators_per_node) {
  return {4, accelerators_per_node, Seconds(1000), {{10, 60, 0, 0, 0}, {20, 20, 1, 0, 0}, {40, 100, 0, 0, 0}, {900, 1000, 3, 0, 0}}, {""}, {}};
}
ObservedFailures observed(std::uint32_t accelerators_per_node, double offset = 0, MapKind map = MapKind::same) {
  return {std::make_shared<const OutageTrace>(small_trace(accelerators_per_node)), "small", map, Seconds(offset)};
}

} // namespace

TEST_CASE("a fleet looked at all the time has the trace's events and downtime, in each round of it") {
  const auto schedules = observed_schedules(observed(8), {{32, 8}}, 1);
  Fleet fleet(4, schedules[0]);
  double down = 0;
  std::size_t events = 0;
  for (double now = 0; now < 3000; ++now) {
    fleet.take_returns(Seconds(now), Seconds(0));
    events += fleet.take_losses(Seconds(0), Seconds(now), Seconds(now + 1)).slices.size();
    fleet.take_returns(Seconds(now), Seconds(0));                  // one of zero length
    down += static_cast<double>(4 - fleet.active());
  }
  CHECK(events == 3 * 4);
  CHECK(down == 3 * (90 + 100));                                   // overlapping ones of one node merged
}

TEST_CASE("losses that begin while nobody looks are met at the next look, and end when the trace says so") {
  Fleet fleet(4, observed_schedules(observed(8), {{32, 8}}, 1)[0]);
  CHECK(fleet.fails_before(Seconds(0), Seconds(11)));
  CHECK_FALSE(fleet.fails_before(Seconds(1e9), Seconds(10)));
  const auto loss = fleet.take_losses(Seconds(0), Seconds(50), Seconds(55));
  CHECK(loss.slices == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(loss.delays[0] == Seconds(10));
  CHECK(loss.delays[1] == Seconds(0));                             // over already
  CHECK(loss.delays[2] == Seconds(50));
  CHECK(fleet.take_returns(Seconds(60), Seconds(0)) == 1);         // slice 1; slice 0 has been struck again
  CHECK(fleet.active() == 3);
  CHECK(fleet.take_returns(Seconds(100), Seconds(0)) == 1);
}

TEST_CASE("slices of several nodes, and nodes of several slices") {
  const auto wide = observed_schedules(observed(8), {{16, 16}, {16, 16}}, 1);   // two nodes a slice
  CHECK(wide[0].outages.size() == 3);
  CHECK(wide[1].outages.size() == 1);
  CHECK(wide[1].outages[0].slice == 0);
  const auto narrow = observed_schedules(observed(8), {{32, 4}}, 1);            // two slices a node
  CHECK(narrow[0].outages.size() == 8);
  CHECK(narrow[0].outages.back().slice == 7);
  std::string refusal;
  nodes_of_run(small_trace(8), {{12, 4}}, refusal);
  CHECK(refusal == "nodes hold 8 accelerators, and a learner of 12 is no whole number of them");
  CHECK(nodes_of_run(small_trace(0), {{12, 4}, {8, 8}}, refusal = "") == 4);
}

TEST_CASE("a run that begins inside an outage begins without that slice, once") {
  const auto schedule = observed_schedules(observed(8, 950), {{32, 8}}, 1)[0];
  REQUIRE(schedule.outages.front().start == -50);
  Fleet fleet(4, schedule);
  const auto loss = fleet.take_losses(Seconds(0), Seconds(0), Seconds(1));
  CHECK(loss.slices == std::vector<std::uint32_t>{3});
  CHECK(loss.delays[0] == Seconds(50));
  std::size_t events = 0;
  for (double now = 1; now < 2000; ++now) events += fleet.take_losses(Seconds(0), Seconds(now), Seconds(now + 1)).slices.size();
  CHECK(events == 2 * 4);
}

TEST_CASE("another seed samples other nodes, the same the same") {
  const auto starts = [](std::uint64_t seed) {
    std::vector<std::uint32_t> slices;
    const auto schedules = observed_schedules(observed(8, 0, MapKind::sampled), {{64, 8}}, seed);
    for (const SliceOutage& outage : schedules[0].outages) slices.push_back(outage.slice);
    return slices;
  };
  CHECK(starts(1) == starts(1));
  CHECK(starts(1) != starts(2));
  CHECK(starts(1).size() == 8);                                    // each node of the trace twice
}
