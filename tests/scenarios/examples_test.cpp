// The examples are the first thing users run, and the pages about the format are what they read: neither may lag behind.
#include "scenarios/fields/field.hpp"
#include "tests/reports/golden.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace archipelago;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> examples() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(std::string(SCENARIOS_DIRECTORY) + "/examples"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());   // a picture belongs to one
  return files;
}

// Whether every key of the value has a place in the schema, through its alternatives.
bool in_schema(const json& value, const json& schema) {
  if (schema.contains("anyOf")) {
    for (const json& way : schema["anyOf"])
      if (in_schema(value, way)) return true;
    return false;
  }
  if (value.is_array()) {
    if (schema.value("type", "") != "array") return false;
    return std::all_of(value.begin(), value.end(), [&](const json& item) { return in_schema(item, schema["items"]); });
  }
  if (!value.is_object())
    return !schema.contains("not") && schema.value("type", "") != "object" && schema.value("type", "") != "array";
  if (schema.value("type", "") != "object") return false;
  for (const auto& [key, part] : value.items()) {
    if (part.is_null()) continue;   // takes an inherited key away
    const json& others = schema["additionalProperties"];
    if (schema.contains("properties") && schema["properties"].contains(key)) {
      if (!in_schema(part, schema["properties"][key])) return false;
    } else if (!others.is_object() || !in_schema(part, others)) {
      return false;
    }
  }
  return true;
}

} // namespace

TEST_CASE("every example reads without a problem and begins with its question") {
  CHECK(examples().size() >= 16);
  for (const fs::path& file : examples()) {
    const Reading reading = read_scenario(file, catalogue_options());
    INFO(problems_text(reading));
    REQUIRE(reading.world);
    CHECK(reading.world->name == file.stem().string());
    const std::string text = file_text(file.string());
    CHECK(text.starts_with("// "));
    CHECK(text.substr(0, text.find('{')).find('?') != std::string::npos);
  }
}

TEST_CASE("every key of every example is in the schema, and a key that is not is found") {
  const json schema = json::parse(schema_json());
  for (const fs::path& file : examples()) {
    INFO(file);
    CHECK(in_schema(json::parse(file_text(file.string()), nullptr, true, true), schema));
  }
  json wrong = whole_scenario();
  CHECK(in_schema(wrong, schema));
  wrong["learners"][0]["colour"] = "blue";
  CHECK_FALSE(in_schema(wrong, schema));
}

TEST_CASE("the schema has every key of the table") {
  const std::string schema = schema_json();
  for (const Field& field : field_table()) {
    const std::string key = field.path.substr(field.path.rfind('.') + 1);
    INFO(field.path);
    if (key.find_first_of("[*") == std::string::npos) CHECK(schema.find("\"" + key + "\": {") != std::string::npos);
  }
}

TEST_CASE("the page of keys is the table's") {
  const GoldenCheck check = against_marked(std::string(SCENARIOS_DIRECTORY) + "/README.md", "reference", reference_markdown());
  INFO(check.difference);
  CHECK(check.equal);
}

TEST_CASE("the two scenarios of the contract become the Worlds that it describes") {
  const std::string folder = std::string(SCENARIOS_DIRECTORY) + "/examples/";
  const auto regions = read_scenario(folder + "four-regions.json", catalogue_options()).world;
  REQUIRE(regions);
  CHECK(regions->learners.size() == 8);
  CHECK(regions->learners[2].name == "south-2");
  CHECK(regions->network.links[2].bandwidth.value == 2e9 / 8);
  CHECK(regions->network.links[0].between == std::array<std::size_t, 2>{0, 4});
  CHECK(regions->protocol.readiness == Readiness::fragment);
  CHECK(regions->failures->return_delay.scale.value == 1200.0);
  CHECK(regions->simulation.seeds.size() == 8);
  CHECK(regions->simulation.horizon.amount == 864000.0);

  const auto nodes = read_scenario(folder + "four-nodes-1g.json", catalogue_options()).world;
  REQUIRE(nodes);
  CHECK(nodes->protocol.fragments == 1);
  CHECK(nodes->protocol.quorum == 4);
  CHECK(nodes->protocol.overlap == 0);
  CHECK(nodes->protocol.bits == 32);
  CHECK(nodes->network.links[0].transport.efficiency == 0.985);
  CHECK_FALSE(nodes->sites[0].lan);
  CHECK(nodes->failures_known == Known::none);
  CHECK_FALSE(nodes->costs);
  CHECK(nodes->simulation.horizon.unit == Horizon::Unit::steps);
}
