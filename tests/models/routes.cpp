#include "models/network/topology.hpp"
#include "tests/models/networks.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;
using archipelago::test::link;
using archipelago::test::star;

namespace {
std::vector<std::string> names(const Path& path, const Network& network) {
  std::vector<std::string> result;
  for (const Hop& hop : path.hops) result.push_back(network.links[hop.link].name);
  return result;
}
using Names = std::vector<std::string>;
} // namespace

TEST_CASE("the route with the least latency wins, whatever its bandwidth") {
  const Network network{{}, {link("direct", 0, 1, 1e9, 30), link("a", 0, 2, 1e6, 10), link("b", 2, 1, 2e6, 10)}};
  const Topology topology(3, network);
  const Path& path = *topology.path(0, 1);
  CHECK(names(path, network) == Names{"a", "b"});
  CHECK(path.latency.value == Approx(0.020));
  CHECK(path.bottleneck.value == Approx(1e6));
}

TEST_CASE("equal latency goes to fewer links, then to the first name") {
  SECTION("fewer links") {
    const Network network{{}, {link("z", 0, 1, 1e9, 30), link("a", 0, 2, 1e9, 10), link("b", 2, 1, 1e9, 20)}};
    CHECK(names(*Topology(3, network).path(0, 1), network) == Names{"z"});
  }
  SECTION("name, with parallel links") {
    const Network network{{}, {link("second", 0, 1, 1e9, 5), link("first", 0, 1, 1e9, 5)}};
    CHECK(names(*Topology(2, network).path(0, 1), network) == Names{"first"});
  }
  SECTION("name of the first link in which two routes differ") {
    const Network network{{},
                          {link("b", 0, 2, 1e9, 5), link("c", 0, 3, 1e9, 5), link("z", 2, 1, 1e9, 5), link("a", 3, 1, 1e9, 5)}};
    CHECK(names(*Topology(4, network).path(0, 1), network) == Names{"b", "z"});
  }
  SECTION("a tie is a tie though the doubles differ in the last bit") {
    // 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are different doubles.
    const Network network{{}, {link("m1", 0, 2, 1e9, 100), link("m2", 2, 3, 1e9, 200), link("m3", 3, 1, 1e9, 300),
                               link("a1", 0, 4, 1e9, 300), link("a2", 4, 5, 1e9, 200), link("a3", 5, 1, 1e9, 100)}};
    CHECK(names(*Topology(6, network).path(0, 1), network) == Names{"a1", "a2", "a3"});
  }
}

TEST_CASE("the way back uses the same links in the other direction") {
  const Network network = star({1e9, 2e9, 3e9});
  const Topology topology(3, network);
  const Path& there = *topology.path(0, 2);
  const Path& back = *topology.path(2, 0);
  REQUIRE(there.hops.size() == 2);
  CHECK(there.hops[0].link == back.hops[1].link);
  CHECK(there.hops[0].forward);
  CHECK_FALSE(back.hops[1].forward);
  CHECK_FALSE(there.hops[1].forward);
  CHECK(back.hops[0].forward);
}

TEST_CASE("unreachable sites have no path, a site reaches itself at once") {
  const Topology topology(3, Network{{}, {link("only", 0, 1, 1e9, 5)}});
  CHECK(topology.path(0, 2) == nullptr);
  CHECK(topology.path(2, 1) == nullptr);
  REQUIRE(topology.path(2, 2) != nullptr);
  CHECK(topology.path(2, 2)->hops.empty());
  CHECK(topology.path(2, 2)->latency.value == 0);
  CHECK(std::isinf(topology.path(2, 2)->bottleneck.value));
}

TEST_CASE("TCP: efficiency lowers the capacity, the window bounds a flow by the round trip of the whole path") {
  Network network{{}, {link("a", 0, 1, 125e6, 10), link("b", 1, 2, 125e6, 40)}};
  network.links[0].transport = {Transport::Kind::tcp, 4, Bytes(1e6), 0.9};
  const Topology topology(3, network);
  const Path& near = *topology.path(0, 1);
  const Path& far = *topology.path(0, 2);
  CHECK(near.bottleneck.value == Approx(0.9 * 125e6));
  CHECK(near.flow_cap->value == Approx(4 * 1e6 / 0.020));
  CHECK(far.flow_cap->value == Approx(4 * 1e6 / 0.100));
  CHECK(far.rate().value == Approx(40e6));
  CHECK_FALSE(topology.path(1, 2)->flow_cap.has_value());
}
