#include "models/network/collectives.hpp"
#include "models/network/ring_order.hpp"
#include "models/network/ring_search.hpp"
#include "tests/models/networks.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

using namespace archipelago;
using archipelago::test::link;
using archipelago::test::star;

namespace {

struct Value { double slowest; std::int64_t picoseconds; };

Value value_of(const RingEdges& edges, const std::vector<std::size_t>& ring) {
  Value value{edges.at(ring.back(), ring.front()).rate, 0};
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const RingEdge& edge = edges.at(ring[k], ring[(k + 1) % ring.size()]);
    value.slowest = std::min(value.slowest, edge.rate);
    value.picoseconds += edge.picoseconds;
  }
  return value;
}

// Few distinct values, so that ties are common.
RingEdges arbitrary_edges(std::size_t nodes) {
  RingEdges edges(nodes);
  for (std::size_t a = 0; a < nodes; ++a)
    for (std::size_t b = 0; b < a; ++b)
      edges.at(a, b) = edges.at(b, a) = {static_cast<double>(*rc::gen::inRange(0, 6)), *rc::gen::inRange<std::int64_t>(1, 5)};
  return edges;
}

std::vector<std::size_t> best_by_enumeration(const RingEdges& edges) {
  std::vector<std::size_t> ring(edges.nodes());
  std::iota(ring.begin(), ring.end(), std::size_t{0});
  std::vector<std::size_t> best = ring;
  while (std::next_permutation(ring.begin() + 1, ring.end())) {
    const Value now = value_of(edges, ring), then = value_of(edges, best);
    if (std::tuple(-now.slowest, now.picoseconds) < std::tuple(-then.slowest, then.picoseconds)) best = ring;
  }
  return best;
}

} // namespace

TEST_CASE("the exact ring search agrees with enumeration, ties included") {
  rc::prop("slowest edge, then latency, then the least order", [] {
    const RingEdges edges = arbitrary_edges(*rc::gen::inRange<std::size_t>(4, 8));
    RC_ASSERT(best_ring_exact(edges) == best_by_enumeration(edges));
  });
}

TEST_CASE("the ring heuristic never falls behind the listed order") {
  rc::prop("a permutation, at least as fast, and canonical", [] {
    const RingEdges edges = arbitrary_edges(*rc::gen::inRange<std::size_t>(4, 20));
    const auto ring = best_ring_heuristic(edges);
    std::vector<std::size_t> listed(edges.nodes());
    std::iota(listed.begin(), listed.end(), std::size_t{0});
    auto sorted = ring;
    std::sort(sorted.begin(), sorted.end());
    RC_ASSERT(sorted == listed);
    RC_ASSERT(ring.front() == 0u);
    RC_ASSERT(value_of(edges, ring).slowest >= value_of(edges, listed).slowest);
    RC_ASSERT(best_ring_heuristic(edges) == ring);
  });
}

TEST_CASE("the ring heuristic finds a fast ring hidden among slow edges") {
  // Sites in steps of 7 around a ring of 16 are joined at 10, all others at 1.
  RingEdges edges(16);
  for (std::size_t a = 0; a < 16; ++a)
    for (std::size_t b = 0; b < 16; ++b) edges.at(a, b) = {1, 1};
  for (std::size_t k = 0; k < 16; ++k) {
    const std::size_t a = k * 7 % 16, b = (k + 1) * 7 % 16;
    edges.at(a, b).rate = edges.at(b, a).rate = 10;
  }
  CHECK(value_of(edges, best_ring_heuristic(edges)).slowest == 10);
}

TEST_CASE("a ring avoids the slow link") {
  // A square 0-1-2-3 with fast sides in the order 0-2-1-3 and slow direct links elsewhere.
  const Network network{{},
                        {link("02", 0, 2, 10e6, 1), link("21", 2, 1, 10e6, 1), link("13", 1, 3, 10e6, 1),
                         link("30", 3, 0, 10e6, 1), link("01", 0, 1, 1e6, 1), link("23", 2, 3, 1e6, 1)}};
  const Topology topology(4, network);
  CHECK(ring_order(topology, {3, 1, 0, 2}) == std::vector<std::size_t>{0, 2, 1, 3});
  CHECK(slowest_edge(topology, {0, 2, 1, 3}).value == Approx(10e6));
  CHECK(slowest_edge(topology, {0, 1, 2, 3}).value == Approx(1e6));
}

TEST_CASE("around one hub every order is equal and the listed one is kept") {
  const Topology topology(4, star({5, 4, 2, 3}));
  CHECK(ring_order(topology, {0, 1, 2, 3}) == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(slowest_edge(topology, {0, 1, 2, 3}).value == Approx(2));
}

TEST_CASE("ring all-reduce of 12 B parameters in int4 over four sites at 2 Gbps takes 1.5 s plus six hops") {
  const Bytes fragment(12e9 * 0.5 / 24);
  const RingEdgeCost wan{to_bytes(BitsPerSecond(2e9)), OneWayLatency(0.032)};
  CHECK(ring_all_reduce_time(4, fragment, wan).value == Approx(1.5 + 6 * 0.032));
  CHECK(ring_all_reduce_time(1, fragment, wan).value == 0);
  const RingEdgeCost lan{BytesPerSecond(50e9), OneWayLatency(1e-5)};
  CHECK(hierarchical_all_reduce_time({{1, lan}, {2, lan}, {3, lan}, {2, lan}}, fragment, wan).value ==
        Approx(1.692 + 4.0 / 3 * 250e6 / 50e9 + 4e-5));
}
