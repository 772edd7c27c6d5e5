// What a scenario is made of: its file, what it extends, overrides, parts of catalogue entries.
#include "tests/scenarios/support.hpp"
#include "tests/scenarios/world_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace archipelago;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
  Folder() : path_(fs::temp_directory_path() / ("archipelago-combine-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "inner");
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }

private:
  fs::path path_;
};

World world_of(const Reading& reading) {
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}

} // namespace

TEST_CASE("extends joins objects, replaces the rest, and null takes a key away") {
  const Folder folder;
  folder.write("base.json", whole_scenario().dump());
  folder.write("inner/middle.json",
               R"({"extends": "../base.json", "protocol": {"quorum": 2, "overlap": 3}, "failures": "none"})");
  const auto file = folder.write(
      "heir.json", R"({"extends": "inner/middle.json", "name": "heir", "protocol": {"overlap": null}, "costs": null})");
  const World world = world_of(read_scenario(file, catalogue_options()));
  CHECK(world.name == "heir");
  CHECK(world.protocol.quorum == 2);
  CHECK(world.protocol.fragments == 8);
  CHECK(world.protocol.overlap == 2);
  CHECK(assumption(world, "protocol.overlap") == "2");
  CHECK(world.failures_known == Known::none);
  CHECK_FALSE(world.costs);
}

TEST_CASE("of several extended files each is joined onto those before it, and the file onto all") {
  const Folder folder;
  folder.write("whole.json", whole_scenario().dump());
  folder.write("inner/constants.json", R"({"format": "archipelago/1", "protocol": {"sync_overhead": "20 ms", "start_up": "0.4 s", "quorum": 3},
      "training": {"step_efficiency": 0.5}})");
  const World world = world_of(read_scenario(
      folder.write("both.json", R"({"extends": ["whole.json", "inner/constants.json"], "protocol": {"quorum": 2}})"), catalogue_options()));
  CHECK(world.protocol.sync_overhead == Seconds(0.02));
  CHECK(world.protocol.start_up == Seconds(0.4));
  CHECK(world.protocol.quorum == 2);
  CHECK(world.learners[0].step_time.mean == Seconds(4));
  // A file that two of them extend is no circle; a list with a file that is not there reads nothing.
  folder.write("left.json", R"({"extends": "whole.json", "name": "left"})");
  CHECK(world_of(read_scenario(folder.write("twice.json", R"({"extends": ["whole.json", "left.json"]})"), catalogue_options())).name == "left");
  const Reading missing = read_scenario(folder.write("missing.json", R"({"extends": ["whole.json", "nowhere.json"]})"), catalogue_options());
  CHECK(missing.problems.size() == 1);
  CHECK(has_problem(missing, "no such file"));
  CHECK(has_problem(read_scenario(folder.write("none.json", R"({"extends": []})"), catalogue_options()), "empty list"));
}

TEST_CASE("the efficiency of links goes by bandwidth, times what the transport says, and outlives a network given by name") {
  json document = whole_scenario();
  document["network"]["links"][0]["bandwidth"] = "100 Mbps";
  document["network"]["links"][0]["transport"] = {{"kind", "tcp"}, {"efficiency", 0.5}};
  document["protocol"]["link_efficiency"] = {{{"bandwidth", "10 Mbps"}, {"efficiency", 0.6}}, {{"bandwidth", "1 Gbps"}, {"efficiency", 0.9}}};
  const World world = world_of(reading_of(document));
  CHECK(world.network.links[0].transport.efficiency == Approx(0.5 * 0.75));   // half way between the two in the logarithm
  CHECK(world.network.links[1].transport.efficiency == Approx(0.9));
  CHECK(world.sites[0].lan->transport.efficiency == Approx(0.9));
  CHECK(assumption(world_of(reading_of(whole_scenario())), "protocol.link_efficiency") == "1");

  document["network"] = "us-four-regions";
  document["sites"][0]["region"] = "south";
  document["sites"][1]["region"] = "west";
  for (const Link& link : world_of(reading_of(document)).network.links) CHECK(link.transport.efficiency == Approx(0.9));
  document["protocol"]["link_efficiency"][1]["bandwidth"] = "10 Mbps";
  CHECK(has_problem(reading_of(document), "two points at one bandwidth"));
}

TEST_CASE("a path in an inherited file is relative to that file") {
  const Folder folder;
  folder.write(
      "inner/config.json",
      R"({"num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 1000})");
  json whole = whole_scenario();
  whole["model"] = "config.json";
  folder.write("inner/base.json", whole.dump());
  const World world =
      world_of(read_scenario(folder.write("heir.json", R"({"extends": "inner/base.json"})"), catalogue_options()));
  CHECK(world.model.layers == 2);
}

TEST_CASE("overrides go by key, name and index, in order, as JSON or as text") {
  const World world =
      world_of(reading_of(whole_scenario(), {"learners.w.count=3", "learners.0.accelerators=32", "sites.0.lan.bandwidth=200 Gbps",
                                             "protocol.quorum=2", "protocol.quorum=4", "failures.mtbi=2 year",
                                             "protocol.grace=none", "name=\"text in quotes\""}));
  CHECK(world.learners.size() == 5);
  CHECK(world.learners[0].accelerators == 32);
  CHECK(world.sites[0].lan->bandwidth.value == 25e9);
  CHECK(world.protocol.quorum == 4);
  CHECK(world.failures->lifetime.scale.value == 2 * seconds_per_year);
  CHECK_FALSE(world.protocol.grace);
  CHECK(world.name == "text in quotes");
}

TEST_CASE("an override of a part keeps the rest of what was written as a name or as one value") {
  const World world =
      world_of(reading_of(whole_scenario(), {"learners.e.accelerator.mfu=0.31", "learners.e.step_time.law=lognormal",
                                             "learners.e.step_time.cv=0.2"}));
  CHECK(world.learners[0].accelerator.name == "h100-sxm");
  CHECK(world.learners[0].accelerator.mfu == 0.31);
  CHECK(world.learners[0].step_time.mean.value == 2.0);
  CHECK(world.learners[0].step_time.law == StepLaw::lognormal);
  json none = whole_scenario();
  none["failures"] = "none";
  CHECK(world_of(reading_of(none, {"failures.mtbi=3 year"})).failures_known == Known::given);
}

TEST_CASE("an override that cannot be applied leaves the others in place") {
  const Reading reading = reading_of(whole_scenario(), {"protocol.quorum=99", "sites.north.zone=x", "protocol.overlap"});
  CHECK(reading.problems.size() == 3);
  CHECK(has_problem(reading, "a quorum of 99"));
}

TEST_CASE("null in an override takes the key away") {
  const Reading reading = reading_of(whole_scenario(), {"failures=null", "protocol.bits=null"});
  const World world = world_of(reading);
  CHECK(world.failures_known == Known::unknown);
  CHECK(assumption(world, "protocol.bits") == "4");
}

TEST_CASE("base changes a part of a catalogue entry; an alternative part takes the place of the entry's") {
  const World world = world_of(reading_with(R"({"learners": [
      {"name": "a", "site": "east", "accelerator": {"base": "h100-sxm", "memory": "96 GB", "name": "gh200"}, "accelerators": 8, "step_time": "1 s"}],
      "costs": {"accelerator_hour": {"gh200": "3 USD/h"}}, "failures": {"mtbi": null, "return_delay": {"mean": null, "law": "constant", "value": "1 min"},
      "base": "llama-3", "law": {"law": "weibull", "scale": "5 year", "shape": 0.7}}})"));
  CHECK(world.learners[0].accelerator.name == "gh200");
  CHECK(world.learners[0].accelerator.memory.value == 96e9);
  CHECK(world.learners[0].accelerator.peak_bf16.value == 989e12);
  CHECK(world.failures->lifetime.kind == Law::Kind::weibull);
  CHECK(world.failures->return_delay.kind == Law::Kind::constant);
  CHECK(world.failures->return_delay.scale.value == 60.0);
  CHECK(world.failures->restart.value == 600.0);
}

TEST_CASE("a catalogue network ends at names or regions, and says what it leaves out") {
  const World world = world_of(
      reading_with(R"({"network": "us-four-regions", "sites": [{"name": "east", "region": "south"}, {"name": "west"}]})"));
  CHECK(world.network.links.size() == 2);
  CHECK(world.network.links[0].name == "south-wan");
  CHECK(world.network.links[0].between[0] == 0);
  CHECK(assumption(world, "network.links") == "2 left out");
}

TEST_CASE("the hash depends on meaning, not on how it is written") {
  const auto hash = [](const std::string& text) {
    return world_of(read_scenario_text(text, "test.json", catalogue_options())).hash;
  };
  const json whole = whole_scenario();
  json other = whole;
  other["model"]["parameters"] = 1000000000;
  CHECK(hash(whole.dump()) == hash("// a comment\n" + other.dump(3)));
  CHECK(hash(whole.dump()).size() == 16);
  other["model"]["parameters"] = 1000000001;
  CHECK(hash(whole.dump()) != hash(other.dump()));
  CHECK(world_of(reading_of(whole)).hash == world_of(reading_of(whole, {"protocol.quorum=1"})).hash);
}

TEST_CASE("the canonical document reads as the same World, whatever was overridden") {
  CHECK(rc::check("round trip", [] {
    const auto quorum = *rc::gen::inRange(1, 4), overlap = *rc::gen::inRange(0, 25), count = *rc::gen::inRange(1, 6);
    const Reading first =
        reading_of(whole_scenario(), {"protocol.quorum=" + std::to_string(quorum), "protocol.overlap=" + std::to_string(overlap),
                                      "learners.w.count=" + std::to_string(count)});
    RC_ASSERT(first.world.has_value());
    const Reading second = read_scenario_text(first.canonical, "test.json", catalogue_options());
    RC_ASSERT(second.world.has_value());
    RC_ASSERT(world_text(*first.world) == world_text(*second.world));
    RC_ASSERT(first.world->hash == second.world->hash);
  }));
}
