// What the keys of a network become: the time of day, losses, backbones, second paths and others' traffic.
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

World world_with(const std::string& network) {
  const Reading reading = reading_with(R"({"network": )" + network + "}");
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}

const std::string links = R"("links": [
  {"name": "a", "between": ["east", "west"], "bandwidth": "8 Gbps", "one_way_latency": "10 ms", "jitter": "2 ms", "source": "measured in May",
   "profile": {"period": "1 week", "shift": "2 h", "points": [{"at": "20 h", "factor": 0.3}, {"at": "8 h", "factor": 1}]},
   "background": {"share": 0.25}, "transport": {"kind": "tcp", "streams": 8, "loss": 0.05, "congestion": "reno", "slow_start": true}},
  {"name": "b", "between": ["west", "east"], "bandwidth": "8 Gbps", "one_way_latency": "20 ms"}])";

} // namespace

TEST_CASE("the time of day, jitter and losses of a link") {
  const World world = world_with("{" + links + "}");
  const Link& link = world.network.links[0];
  CHECK(link.jitter.value == 0.002);
  CHECK(link.profile.period.value == 7 * 86400.0);
  CHECK(link.profile.shift.value == 7200);
  REQUIRE(link.profile.points.size() == 2);
  CHECK(link.profile.points[0].factor == 1);   // by date
  CHECK(link.background.share == 0.25);
  CHECK(link.transport.congestion == CongestionControl::reno);
  CHECK(link.transport.segment.value == 1460);
  CHECK(link.transport.slow_start);
  CHECK(assumption(world, "network.links.a") == "its figures as given");
  CHECK(assumption(world, "network.links.a.transport.segment") == "1460 B");
  REQUIRE(world.flags.size() == 1);            // 5 % losses are too many for its law
  CHECK(world.flags[0].key == "network");
  CHECK(world.network.multipath == Multipath::none);
}

TEST_CASE("backbones by their links or by their site, whichever way links are written") {
  const World world = world_with("{" + links + R"(, "multipath": "split", "failover_delay": "1 min",
    "backbones": [{"name": "cable", "bandwidth": "8 Gbps", "links": ["b"], "profile": {"points": [{"at": "0 h", "factor": 0.5}]}},
                  {"name": "egress", "bandwidth": "16 Gbps", "site": "east"}]})");
  REQUIRE(world.network.backbones.size() == 2);
  CHECK(world.network.backbones[0].members.size() == 1);
  CHECK(world.network.backbones[0].members[0].link == 1);
  CHECK(world.network.backbones[0].profile.at(Seconds(5)) == 0.5);
  const auto& egress = world.network.backbones[1].members;
  REQUIRE(egress.size() == 2);
  CHECK(egress[0].forward);
  CHECK_FALSE(egress[1].forward);             // written from west to east
  CHECK(world.network.multipath == Multipath::split);
  CHECK(world.network.failover_delay.value == 60);
}

TEST_CASE("others' flows and neighbours") {
  const World world = world_with("{" + links + R"(,
    "background_flows": [{"name": "video", "from": "east", "to": "west"},
                         {"name": "backup", "from": "west", "to": "east", "both_ways": true, "flows": 3, "size": "5 GB", "size_cv": 1.5,
                          "gap": {"law": "exponential", "mean": "1 min"}}],
    "neighbours": [{"name": "other", "sites": ["west", "east"], "bytes": "3 GB", "interval": "40 s", "first": "10 s", "blocking": true}]})");
  REQUIRE(world.background_flows.size() == 2);
  CHECK_FALSE(world.background_flows[0].size);
  CHECK(assumption(world, "network.background_flows.video.size") == "they never end");
  CHECK(world.background_flows[1].flows == 3);
  CHECK(world.background_flows[1].gap->scale.value == 60);
  REQUIRE(world.neighbours.size() == 1);
  CHECK(world.neighbours[0].sites == std::vector<std::size_t>{1, 0});
  CHECK(world.neighbours[0].blocking);
}

TEST_CASE("a network that says nothing of all this is as it was") {
  const World world = world_with(R"({"links": [{"between": ["east", "west"], "bandwidth": "8 Gbps", "one_way_latency": "10 ms"}]})");
  CHECK(world.network.backbones.empty());
  CHECK(world.network.links[0].profile.points.empty());
  CHECK(world.network.links[0].transport.loss == 0);
  CHECK(world.background_flows.empty());
  CHECK(assumption(world, "network.multipath") == "none");
}
