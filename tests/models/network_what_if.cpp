#include "models/network/what_if.hpp"
#include "tests/models/networks.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;
using archipelago::test::link;
using archipelago::test::star;
using Indices = std::vector<std::size_t>;

TEST_CASE("max flow adds up the routes that shortest paths leave idle") {
  const Network network{{}, {link("direct", 0, 1, 3e6, 1), link("a", 0, 2, 5e6, 10), link("b", 2, 1, 2e6, 10)}};
  CHECK(max_flow(3, network, 0, 1).value == Approx(5e6));
  CHECK(max_flow(3, network, 1, 0).value == Approx(5e6));
  CHECK(max_flow(4, network, 0, 3).value == 0);
}

TEST_CASE("in a star every access link and the hub are single points of failure") {
  const Network network = star({1e6, 1e6, 1e6});
  CHECK(cut_links(3, network) == Indices{0, 1, 2});
  CHECK(cut_nodes(3, network) == Indices{3});
}

TEST_CASE("a ring of sites loses nothing with one link or one site") {
  const Network network{{}, {link("a", 0, 1, 1e6, 1), link("b", 1, 2, 1e6, 1), link("c", 2, 0, 1e6, 1)}};
  CHECK(cut_links(3, network).empty());
  CHECK(cut_nodes(3, network).empty());
}

TEST_CASE("parallel links back each other up, and a spur to a hub that serves no site does not count") {
  const Network network{{"spur"},
                        {link("a", 0, 1, 1e6, 1), link("b", 0, 1, 1e6, 1), link("c", 1, 2, 1e6, 1), link("d", 0, 3, 1e6, 1)}};
  CHECK(cut_links(3, network) == Indices{2});
  CHECK(cut_nodes(3, network) == Indices{1});
}

TEST_CASE("the best centre has the fastest slowest path, then the least latency") {
  const Network network{{}, {link("a", 0, 1, 5e6, 1), link("b", 1, 2, 5e6, 1), link("c", 0, 2, 1e6, 1)}};
  CHECK(best_centre(Topology(3, network), {0, 1, 2}) == 1u);
  const Network even{{}, {link("a", 0, 1, 5e6, 9), link("b", 1, 2, 5e6, 1), link("c", 0, 2, 5e6, 5)}};
  CHECK(best_centre(Topology(3, even), {0, 1, 2}) == 2u);
  CHECK(best_centre(Topology(3, Network{}), {0, 1}) == std::nullopt);
}

TEST_CASE("the bottleneck link of a path is named") {
  const Network network = star({3e6, 2e6});
  const Topology topology(2, network);
  CHECK(bottleneck_link(*topology.path(0, 1), network) == 1u);
  CHECK(bottleneck_link(*topology.path(0, 0), network) == std::nullopt);
}
