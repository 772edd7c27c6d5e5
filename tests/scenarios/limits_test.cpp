// Files that no one writes on purpose: huge, deep, cut off, random. None may abort, hang or eat the memory.
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

using namespace archipelago;
namespace fs = std::filesystem;

TEST_CASE("a file of 100 MB is refused before it is read") {
  const fs::path file = fs::temp_directory_path() / ("archipelago-huge-" + std::to_string(::getpid()) + ".json");
  { std::ofstream(file) << "{}"; }
  fs::resize_file(file, 100'000'000);   // sparse: it takes no room
  const Reading reading = read_scenario(file, catalogue_options());
  fs::remove(file);
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].message.find("100000000 bytes; it may have at most 16777216") != std::string::npos);
}

TEST_CASE("a folder and a missing file are problems, not failures") {
  CHECK(has_problem(read_scenario(fs::temp_directory_path(), catalogue_options()), "cannot be read as a file"));
  CHECK(has_problem(read_scenario("no/such/file.json", catalogue_options()), "no such file"));
}

TEST_CASE("a scenario cut off anywhere is a problem with a place in it") {
  const std::string text = whole_scenario().dump(1);
  for (std::size_t length = 0; length + 1 < text.size(); length += 13) {
    const Reading reading = read_scenario_text(text.substr(0, length), "cut.json", catalogue_options());
    INFO(length);
    REQUIRE(reading.problems.size() == 1);
    CHECK_FALSE(reading.world);
    CHECK(reading.problems[0].line >= 1);
  }
}

TEST_CASE("no byte changed at random makes the reader fail other than by saying so") {
  const std::string text = whole_scenario().dump(1);
  CHECK(rc::check("one byte", [&] {
    std::string changed = text;
    changed[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
    const Reading reading = read_scenario_text(changed, "changed.json", catalogue_options());
    RC_ASSERT(reading.world.has_value() == reading.problems.empty());
  }));
}

TEST_CASE("no value of a wrong kind anywhere makes the reader fail other than by saying so") {
  const nlohmann::json whole = whole_scenario().flatten();
  const std::vector<nlohmann::json> values{
      nullptr, true, -1, 0, 1e300, "", "x", nlohmann::json::array(), nlohmann::json::object()};
  std::set<std::string> places;
  for (const auto& [pointer, leaf] : whole.items())
    for (nlohmann::json::json_pointer place(pointer); !place.empty(); place.pop_back()) places.insert(place.to_string());
  CHECK(places.size() > 70);
  for (const std::string& place : places)
    for (const auto& value : values) {
      nlohmann::json document = whole_scenario();
      document[nlohmann::json::json_pointer(place)] = value;
      const Reading reading = reading_of(document);
      INFO(place << " = " << value.dump());
      CHECK(reading.world.has_value() == reading.problems.empty());
    }
}

TEST_CASE("a hundred thousand learners are read, and one more is refused") {
  const Reading many = reading_with(
      R"({"learners": [{"name": "l", "count": 100000, "site": "east", "accelerator": "h100-sxm", "accelerators": 8, "step_time": "1 s"}]})");
  INFO(problems_text(many));
  REQUIRE(many.world);
  CHECK(many.world->learners.size() == 100000);
  CHECK(has_problem(
      reading_with(
          R"({"learners": [{"name": "l", "count": 100000, "site": "east", "accelerator": "h100-sxm", "accelerators": 8, "step_time": "1 s"},
      {"name": "m", "site": "east", "accelerator": "h100-sxm", "accelerators": 8, "step_time": "1 s"}]})"),
      "more than 100000 learners"));
}

TEST_CASE("a file of another kind is wrong in many ways, and is told so soon") {
  nlohmann::json other = whole_scenario();
  for (int k = 0; k < 200'000; ++k) other["row " + std::to_string(k)] = k;
  const Reading reading = reading_of(other);
  CHECK_FALSE(reading.world);
  CHECK(reading.problems.size() == 1000);
}
