// Defaults of every protocol, and which keys belong to which.
#include "scenarios/fields/protocol_fields.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

ProtocolRules rules_of(const std::string& name, json more = json::object()) {
  json document = whole_scenario();
  more["name"] = name;
  document["protocol"] = more;
  const Reading reading = reading_of(document);
  INFO(name << "\n" << problems_text(reading));
  REQUIRE(reading.world);
  return reading.world->protocol;
}

} // namespace

TEST_CASE("decoupled-diloco has the defaults of its paper") {
  const ProtocolRules rules = rules_of("decoupled-diloco");
  CHECK(rules.fragments == 24);
  CHECK(rules.sync_interval == 24);
  CHECK(rules.overlap == 2);
  CHECK(rules.quorum == 1);
  REQUIRE(rules.grace);
  CHECK(rules.grace->margin == 0.9);
  CHECK(rules.grace->cap == 1.0);
  CHECK(rules.bits == 4);
  CHECK(rules.merge == Merge::rda);
  CHECK(rules.back_pressure == BackPressure::overlap);
  CHECK(rules.sharded_syncer);
  CHECK(rules.all_reduce == AllReduce::site_ring);
  CHECK(rules.fragmentation == Fragmentation::balanced);
  CHECK(rules.readiness == Readiness::fragment);
  CHECK_FALSE(rules.join_timeout);
  CHECK(rules_of("decoupled-diloco", {{"sync_interval", 10}}).fragments == 10);
}

TEST_CASE("lock-step protocols have a quorum of all learners") {
  const ProtocolRules streaming = rules_of("streaming-diloco");
  CHECK(streaming.sync_interval == 100);
  CHECK(streaming.overlap == 1);
  CHECK(streaming.fragments == 8);   // 24 layers / 3
  CHECK(streaming.quorum == 3);
  CHECK(streaming.bits == 4);
  CHECK(streaming.readiness == Readiness::layer);
  CHECK_FALSE(streaming.grace);

  const ProtocolRules blocking = rules_of("diloco");
  CHECK(blocking.sync_interval == 500);
  CHECK(blocking.fragments == 1);
  CHECK(blocking.overlap == 0);
  CHECK(blocking.quorum == 3);
  CHECK(blocking.bits == 16);
  CHECK(blocking.readiness == Readiness::fragment);
  CHECK(rules_of("diloco", {{"readiness", "layer"}, {"fragments", 4}}).readiness == Readiness::layer);

  for (const char* name : {"data-parallel", "elastic-data-parallel"}) {
    const ProtocolRules rules = rules_of(name);
    CHECK(rules.sync_interval == 1);
    CHECK(rules.fragments == 1);
    CHECK(rules.overlap == 0);
    CHECK(rules.quorum == 3);
    CHECK(rules.bits == 16);
    CHECK(rules.readiness == Readiness::layer);
  }
}

TEST_CASE("protocols with a server have it at a site") {
  const ProtocolRules async = rules_of("async-local-sgd", {{"syncer", {{"site", "west"}}}});
  CHECK(async.sync_interval == 50);
  CHECK_FALSE(async.sharded_syncer);
  CHECK(async.syncer_site == 1);
  CHECK(async.grace);
  const ProtocolRules hierarchical = rules_of("hierarchical-local-sgd");
  CHECK(hierarchical.sync_interval == 8);
  CHECK(hierarchical.accumulations == 32);
  CHECK(hierarchical.syncer_site == 0);
  CHECK_FALSE(hierarchical.grace);
  CHECK(rules_of("decoupled-diloco", {{"syncer", {{"site", "west"}}}}).syncer_site == 1);
}

TEST_CASE("layer readiness under decoupled-diloco needs all learners in every merge") {
  CHECK(rules_of("decoupled-diloco", {{"readiness", "layer"}, {"quorum", 3}}).readiness == Readiness::layer);
}

TEST_CASE("any protocol can be compared from one scenario: the keys that it does not use are dropped and named") {
  json document = whole_scenario();
  document["protocol"].update(
      {{"syncer", "sharded"}, {"all_reduce", "flat-ring"}, {"merge", "rda"}, {"back_pressure", "none"}, {"grace", "none"}});
  for (const std::string& name : protocol_names()) {
    ReadOptions options = catalogue_options({"protocol.name=" + name});
    options.drop_unused_protocol_keys = true;
    const Reading reading = read_scenario_text(document.dump(), "test.json", options);
    INFO(name << "\n" << problems_text(reading));
    REQUIRE(reading.world);
    CHECK(to_string(reading.world->protocol.name) == name);
    CHECK(reading.dropped_keys.empty() == (name == "decoupled-diloco"));
    const bool uses_quorum = name == "decoupled-diloco";
    CHECK((std::find(reading.dropped_keys.begin(), reading.dropped_keys.end(), "protocol.quorum") ==
           reading.dropped_keys.end()) == uses_quorum);
    CHECK(json::parse(reading.canonical)["protocol"].contains("quorum") == uses_quorum);
    options.drop_unused_protocol_keys = false;
    CHECK(read_scenario_text(document.dump(), "test.json", options).problems.empty() == uses_quorum);
  }
}
