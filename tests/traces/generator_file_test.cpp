// Generators as files: written ones read back, faulty ones say everything that is wrong.
#include "scenarios/generators/generator_file.hpp"
#include "tests/traces/laws.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;

namespace {
std::string problems_of(const GeneratorFile& file) {
  std::string text;
  for (const Problem& problem : file.problems) text += format_problem(problem) + "\n";
  return text;
}
const char* const whole = R"({"format": "archipelago-law/1", "processes": [{"name": "outages", "kind": "node_outage", "domain": 10,
 "gap": {"law": "exponential", "mean": "3 h"}, "length": {"first": {"law": "constant", "value": "1 h"}}}]})";
} // namespace

TEST_CASE("what is written reads back, every constant to four digits") {
  Generator generator{"mine", "a fleet", "somewhere", "2026-01", {}};
  generator.processes.push_back({"outages", rich_law()});
  generator.processes.push_back({"windows", MaintenanceLaw{Seconds(30 * seconds_per_day), 0.1, 4, {0, 1, Law{Law::Kind::constant, Seconds(7200)}, {}}}});
  generator.processes.push_back({"spot", SpotLaw{{0, 1, Law{Law::Kind::weibull, Seconds(7200), 0.7}, {}}, {0, 1, Law{Law::Kind::lognormal, Seconds(1800), 1}, {}}, {0.6, 0.5, 2}, {0.7, 0.6, 1}, true, 0.5}});
  const std::string text = generator_document(generator).dump(1);
  const GeneratorFile read = read_generator_text(text, "mine.json");
  INFO(text << problems_of(read));
  REQUIRE(read.generator);
  CHECK(generator_document(*read.generator).dump(1) == text);
  CHECK(read.generator->summary == "a fleet");
  const OutageTrace a = generate_outages(rich_law(), a_year), b = generate_outages(std::get<OutageLaw>(read.generator->processes[0].law), a_year);
  CHECK(a.outages.size() == b.outages.size());
}

TEST_CASE("the part fit is for people") {
  auto document = nlohmann::json::parse(whole);
  document["fit"] = {{"anything", {1, 2, 3}}};
  CHECK(read_generator_text(document.dump(), "x.json").generator);
}

TEST_CASE("faults are found all at once, each in its place") {
  const GeneratorFile file = read_generator_text(R"({"format": "archipelago-law/1", "processes": [
{"name": "a", "kind": "node_outage", "domain": 10, "gap": {"law": "exponential", "scale": "3 h"}, "lemmons": 1,
 "length": {"weight": 0.5, "first": {"law": "constant", "value": "1 h"}}},
{"name": "a", "kind": "maintenance", "period": "3 bananas", "domain": 4},
{"name": "b", "kind": "slow_spell", "domain": 0, "gap": {"law": "constant", "value": "1 h"}, "length": {"first": {"law": "constant", "value": "1 h"}}, "speed": {"least": 0.9, "most": 0.5}}]})", "bad.json");
  const std::string text = problems_of(file);
  INFO(text);
  CHECK_FALSE(file.generator);
  for (const char* part : {"bad.json:2", "\"mean\" is missing", "did you mean 'lemons'?", "a second law goes with a weight below 1", "two processes are called \"a\"",
                           "bananas", "a process of kind maintenance has no domain", "needs period, length", "\"most\" is below \"least\"", "processes/2/domain"})
    CHECK_THAT(text, Catch::Contains(part));
}

TEST_CASE("a file without processes, or that is none, is refused") {
  CHECK_THAT(problems_of(read_generator_text(R"({"format": "archipelago-law/1", "processes": []})", "x.json")), Catch::Contains("no process"));
  CHECK_THAT(problems_of(read_generator_text(R"({"format": "archipelago/1"})", "x.json")), Catch::Contains("archipelago-law/1"));
  CHECK_FALSE(read_generator_text("[", "x.json").problems.empty());
  CHECK_FALSE(read_generator("no/such/file.json").problems.empty());
}
