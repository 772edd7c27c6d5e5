// Catalogue entries are data that users trust: each has its origin, and each can be used.
#include "scenarios/catalogue.hpp"
#include "scenarios/generators/generator_file.hpp"
#include "tests/audit/scratch.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

const Catalogues& catalogues() {
  static const Catalogues all(catalogue_options().catalogues);
  return all;
}

// The whole scenario with one entry in use.
Reading reading_of_entry(const std::string& kind, const std::string& name) {
  json document = whole_scenario();
  if (kind == "accelerators") document["learners"][0]["accelerator"] = name;
  if (kind == "models") document["model"] = name;
  if (kind == "failures") document["failures"] = name;
  if (kind == "prices") {
    const std::string of = catalogues().show(kind, name)->at("accelerator");
    document["learners"][0]["accelerator"] = of;
    document["costs"]["prices"][of] = name;
  }
  if (kind == "networks") {
    const json& entry = *catalogues().show(kind, name);
    const json& link = entry["links"][0]["between"];
    const bool hub = entry.contains("hubs");
    document["network"] = name;
    document["sites"][0]["region"] = link[0];
    document["sites"][1]["region"] = hub ? entry["links"][1]["between"][0] : link[1];
  }
  return reading_of(document);
}

} // namespace

TEST_CASE("every catalogue entry says where it comes from and when, and what it is") {
  CHECK(catalogues().fault().empty());
  for (const std::string& kind : Catalogues::kinds()) {
    CHECK(catalogues().list(kind).size() >= 5);
    for (const CatalogueEntry& entry : catalogues().list(kind)) {
      INFO(kind << " " << entry.name);
      CHECK(entry.source.size() > 10);
      CHECK(entry.date.size() >= 4);
      CHECK(entry.date.starts_with("20"));
      CHECK_FALSE(entry.summary.empty());
      for (const char c : entry.name)
        CHECK(
            (std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '.'));
    }
  }
}

TEST_CASE("every catalogue entry can be named in a scenario") {
  for (const std::string& kind : Catalogues::kinds())
    if (kind != "compatibility")
    for (const CatalogueEntry& entry : catalogues().list(kind)) {
      if (catalogues().show(kind, entry.name)->value("kind", "") == "region") continue;
      const Reading reading = reading_of_entry(kind, entry.name);
      INFO(kind << " " << entry.name << "\n" << problems_text(reading));
      CHECK(reading.world);
    }
}

TEST_CASE("every generator of the catalogue reads, and makes a trace") {
  for (const CatalogueEntry& entry : catalogues().list("generators")) {
    const GeneratorFile file = read_generator_text(catalogues().show("generators", entry.name)->dump(2), entry.name);
    INFO(entry.name << (file.problems.empty() ? "" : ": " + format_problem(file.problems.front())));
    REQUIRE(file.generator);
    for (const Process& process : file.generator->processes) {
      const Trace trace = generate({process}, {1, 400, Seconds(400 * seconds_per_day), {}});
      if (const auto* outages = trace.outages()) CHECK_FALSE(outages->outages.empty());
      else CHECK(trace.capacity()->steps.size() > 10);
    }
  }
}

TEST_CASE("every MFU of the catalogue has a source, and is one that hardware can reach") {
  for (const CatalogueEntry& entry : catalogues().list("accelerators")) {
    const json& accelerator = *catalogues().show("accelerators", entry.name);
    if (!accelerator.contains("mfu")) continue;
    INFO(entry.name);
    CHECK(accelerator.contains("mfu_source"));
    CHECK(accelerator["mfu"] > 0.1);
    CHECK(accelerator["mfu"] < 0.8);
  }
}

TEST_CASE("the dimensions of catalogue models give their published sizes") {
  const auto [name, billions, active] = GENERATE(table<std::string, double, double>({{"llama-3-8b", 8.03, 8.03},
                                                                                     {"llama-3-70b", 70.6, 70.6},
                                                                                     {"llama-3-405b", 405.9, 405.9},
                                                                                     {"llama-3.2-1b", 1.24, 1.24},
                                                                                     {"llama-2-7b", 6.74, 6.74},
                                                                                     {"gemma-2-2b", 2.61, 2.61},
                                                                                     {"gemma-2-27b", 27.2, 27.2},
                                                                                     {"mistral-7b", 7.24, 7.24},
                                                                                     {"qwen-2.5-72b", 72.7, 72.7},
                                                                                     {"gpt-3-175b", 175, 175},
                                                                                     {"mixtral-8x7b", 46.7, 12.9},
                                                                                     {"qwen-3-235b", 235, 22},
                                                                                     {"qwen-3-30b", 30.5, 3.35},
                                                                                     {"gpt-oss-120b", 117, 5.7},   // 5.1 without the embedding
                                                                                     {"kimi-k2", 1026, 32.9},
                                                                                     {"deepseek-v3", 671, 37.55}}));   // 37 without the embedding
  const Reading reading = reading_of_entry("models", name);
  INFO(name << problems_text(reading));
  REQUIRE(reading.world);
  CHECK(reading.world->model.parameters == Approx(billions * 1e9).epsilon(0.01));
  CHECK(reading.world->model.active_parameters == Approx(active * 1e9).epsilon(0.01));
}

TEST_CASE("regions carry coordinates, and give their zone to a site") {
  for (const CatalogueEntry& entry : catalogues().list("networks")) {
    const json& region = *catalogues().show("networks", entry.name);
    if (region["kind"] != "region") continue;
    INFO(entry.name);
    CHECK(std::abs(region["latitude"].get<double>()) <= 90);
    CHECK(std::abs(region["longitude"].get<double>()) <= 180);
  }
  const Reading reading = reading_of(whole_scenario());
  REQUIRE(reading.world);
  CHECK(reading.world->sites[0].zone == "us");
  CHECK(assumption(*reading.world, "sites.east.zone") == "us");
}

TEST_CASE("without catalogue files a name is a problem that says so, and the rest is still read") {
  ReadOptions options;
  options.catalogues = "nowhere";
  const Reading reading = read_scenario_text(whole_scenario().dump(), "test.json", options);
  CHECK_FALSE(reading.world);
  CHECK(has_problem(reading, "cannot be read"));
}

TEST_CASE("an entry that is no object, or whose kind is no text, is left out and said to be wrong") {
  const Scratch folder;
  for (const std::string& kind : Catalogues::kinds()) folder.write(kind + ".json", R"({"good": {"kind": "preset"}, "layers": 32, "odd": {"kind": -6.26}})");
  const Catalogues broken(folder / "");
  CHECK(broken.names("networks") == std::vector<std::string>{"good"});
  CHECK(broken.show("networks", "odd") == nullptr);
  CHECK(broken.fault().find("\"odd\"") != std::string::npos);
}
