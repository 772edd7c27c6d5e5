// A run's nodes look at a trace's: the same, copies that do not fail together, or a sample.
#include "models/failures/traces/node_map.hpp"
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace archipelago;

namespace {
OutageTrace four_nodes() {
  return *reading_of("t_start_s,t_end_s,node\n0,10,a\n5,20,a\n40,40,b\n60,80,c\n95,130,d\n", fleet(4, 100)).trace->outages();
}
} // namespace

TEST_CASE("the same nodes: merged, clipped, zero-length ones interrupt only") {
  const auto mapped = map_nodes(four_nodes(), {MapKind::same, 4, Seconds(100), Seconds(0), false, 1});
  CHECK(mapped.nodes[0] == std::vector<TimeSpan>{{0, 20}});
  CHECK(mapped.interruptions[0] == std::vector<double>{0, 5});
  CHECK(mapped.nodes[1].empty());
  CHECK(mapped.interruptions[1] == std::vector<double>{40});
  CHECK(mapped.nodes[3] == std::vector<TimeSpan>{{95, 100}});
  CHECK(mapped.statement == "node i of the run is node i of the trace's 4; the run begins 0 d into the trace");
}

TEST_CASE("an offset cuts what lies before; wrapping begins anew") {
  const auto mapped = map_nodes(four_nodes(), {MapKind::same, 4, Seconds(100), Seconds(70), true, 1});
  CHECK(mapped.nodes[0] == std::vector<TimeSpan>{{30, 50}});
  CHECK(mapped.nodes[2] == std::vector<TimeSpan>{{0, 10}, {90, 100}});
  CHECK(mapped.nodes[3] == std::vector<TimeSpan>{{25, 30}});
}

TEST_CASE("copies are shifted, so that they do not fail together, and lose as much") {
  const auto mapped = map_nodes(four_nodes(), {MapKind::tiled, 8, Seconds(100), Seconds(0), false, 1});
  const auto total = [](const std::vector<TimeSpan>& spans) { double sum = 0; for (const auto& [start, end] : spans) sum += end - start; return sum; };
  for (std::size_t node = 0; node < 4; ++node) CHECK(total(mapped.nodes[node]) == Approx(total(mapped.nodes[node + 4])));
  CHECK(mapped.nodes[6] == std::vector<TimeSpan>{{10, 30}});       // c, 50 s further into the trace
}

TEST_CASE("a sample is the same for its seed, takes every node before any again, and more nodes leave the others") {
  const auto few = map_nodes(four_nodes(), {MapKind::sampled, 3, Seconds(100), Seconds(0), false, 7});
  const auto many = map_nodes(four_nodes(), {MapKind::sampled, 8, Seconds(100), Seconds(0), false, 7});
  for (std::size_t node = 0; node < 3; ++node) CHECK(few.interruptions[node] == many.interruptions[node]);
  std::multiset<std::vector<double>> first, second;
  for (std::size_t node = 0; node < 4; ++node) { first.insert(many.interruptions[node]); second.insert(many.interruptions[node + 4]); }
  CHECK(first == second);
}

TEST_CASE("what cannot be mapped says why") {
  const OutageTrace trace = four_nodes();
  CHECK(refusal_of(trace, {MapKind::same, 5, Seconds(10), Seconds(0), false, 1}) == "the run has 5 nodes and the trace 4; map them tiled or sampled");
  CHECK_THAT(refusal_of(trace, {MapKind::sampled, 5, Seconds(200), Seconds(0), false, 1}), Catch::Contains("let it begin earlier, or wrap"));
  CHECK_THAT(refusal_of(trace, {MapKind::sampled, 5, Seconds(20), Seconds(100), true, 1}), Catch::Contains("lies outside the trace"));
  CHECK(refusal_of(trace, {MapKind::sampled, 5, Seconds(200), Seconds(0), true, 1}).empty());
}
