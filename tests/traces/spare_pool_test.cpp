// Spares in the places of nodes that are down, worked out by hand.
#include "models/failures/generators/spare_pool.hpp"
#include "models/failures/traces/outage_statistics.hpp"
#include "tests/traces/laws.hpp"
#include "tests/traces/reading.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
OutageTrace three_nodes() {                    // a is down for 100 s from 0, b from 10, c from 50; d for 5 s, and for none at all
  return *reading_of("t_start_s,t_end_s,node\n0,100,a\n10,110,b\n50,150,c\n200,205,d\n300,300,d\n", fleet(4, 1000)).trace->outages();
}
std::vector<double> downtimes(const SpareAccount& account) {
  std::vector<double> times;
  for (const NodeOutage& outage : account.places.outages) times.push_back(outage.end - outage.start);
  return times;
}
} // namespace

TEST_CASE("no spares: places are their nodes") { CHECK(downtimes(with_spares(three_nodes(), {0, Seconds(20), {}}, 1)) == std::vector<double>{100, 100, 100, 5, 0}); }

TEST_CASE("one spare: the first takes it, the second waits for the first's repair, a short outage needs none") {
  const SpareAccount account = with_spares(three_nodes(), {1, Seconds(20), {}}, 1);
  // a: 20. b waits for a's node at 100, later than its own repair at 110 with the swap: 100. c takes a's node at 100: 70.
  CHECK(downtimes(account) == std::vector<double>{20, 100, 70, 5, 0});
  CHECK(account.swaps == 2);
  CHECK(account.waited == 1);
}

TEST_CASE("enough spares: every place is down for the swap") {
  const SpareAccount account = with_spares(three_nodes(), {3, Seconds(20), {}}, 1);
  CHECK(downtimes(account) == std::vector<double>{20, 20, 20, 5, 0});
  CHECK(account.waited == 0);
}

TEST_CASE("a queue brings replacements that stay") {
  const SpareAccount account = with_spares(three_nodes(), {0, Seconds(20), Law{Law::Kind::constant, Seconds(30)}}, 1);
  CHECK(downtimes(account) == std::vector<double>{50, 50, 50, 5, 0});
  CHECK(account.swaps == 3);
}

TEST_CASE("more spares never leave places down for longer") {
  const OutageTrace nodes = generate_outages(rich_law(), a_year);
  double before = 1e300;
  for (const std::uint32_t spares : {0U, 2U, 5U, 10U, 200U}) {
    double down = 0;
    for (const auto& [start, end] : merged_outages(with_spares(nodes, {spares, Seconds(600), {}}, 1).places)) down += end - start;
    CHECK(down <= before * (1 + 1e-12));
    before = down;
  }
}
