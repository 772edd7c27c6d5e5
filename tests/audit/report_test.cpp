#include "scenarios/scenario.hpp"
#include "sim/audit/audit_json.hpp"
#include "sim/audit/audit_text.hpp"
#include "sim/audit/scenario_text.hpp"
#include "tests/audit/scratch.hpp"
#include "tests/audit/trace_writers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

using namespace archipelago;

namespace {

const std::filesystem::path catalogues = std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "catalogues";

AuditAnswer answer_of(const SyntheticJob& job) {
  const Scratch scratch;
  return audit_files({{scratch.write("t.json", kineto_document(kineto_entries(events_of(job)), 0, 8))}, {}, catalogues});
}

const SyntheticJob waits_for_input{.steps = 12, .input_us = 6000, .compute_us = 3000, .exposed_us = 1000};

} // namespace

TEST_CASE("the report fits one screen and begins with the verdict") {
  const std::string text = audit_text(answer_of(waits_for_input), Terminal{});
  CHECK(std::count(text.begin(), text.end(), '\n') <= 30);
  CHECK(text.find("bottleneck: waiting for input data, 60.0 % of the time; without it at most 2.50 times as fast") < text.find("where the time went"));
  CHECK(text.find("h100-sxm") != text.npos);
  INFO(text);
  CHECK(text.find("12 steps: mean 10.0") != text.npos);
}

TEST_CASE("the JSON has what the screen has") {
  const nlohmann::json document = audit_document(answer_of(waits_for_input));
  CHECK(document.at("format") == "archipelago-audit/1");
  CHECK(document.at("bottleneck").at("what") == "data_loading");
  CHECK(document.at("bottleneck").at("share").get<double>() == Approx(0.6));
  CHECK(document.at("time_shares").at("exposed_communication").get<double>() == Approx(0.1));
  CHECK(document.at("step_time").at("mean_s").get<double>() == Approx(10e-3));
  CHECK(document.at("ranks").at(0).at("step_times_s").size() == 12);
  CHECK(document.at("stragglers").is_null());   // one rank has none to compare with
  CHECK(document.at("world_size") == 8);
}

TEST_CASE("with model and tokens the scenario is whole") {
  const AuditAnswer answer = answer_of(waits_for_input);
  const Scratch scratch;
  const std::string model = catalogues.empty() ? "" : nlohmann::json::parse(std::ifstream(catalogues / "models.json")).begin().key();
  const Reading reading = read_scenario(scratch.write("s.json", scenario_text(answer, {model, 1048576})), {{}, catalogues, false});
  for (const Problem& problem : reading.problems) UNSCOPED_INFO(format_problem(problem));
  REQUIRE(reading.world);
  REQUIRE(reading.world->learners.size() == 1);
  CHECK(reading.world->learners.front().accelerators == 8);
}

TEST_CASE("without them it says what is missing, and without steps there is none") {
  const std::string text = scenario_text(answer_of(waits_for_input), {});
  CHECK(text.find("model, training.tokens_per_step") != text.npos);
  CHECK(text.find("\"10 ms\"") == text.npos);
  CHECK(text.find("\"0.01 s\"") != text.npos);
  const Scratch scratch;
  const AuditAnswer bare = audit_files({{scratch.write("one.csv", "name,start_us,duration_us\nsgemm,0,5\n")}, {}, catalogues});
  CHECK(scenario_text(bare, {}).empty());
  CHECK(std::any_of(bare.notes.begin(), bare.notes.end(), [](const std::string& note) { return note.starts_with("no steps found"); }));
}
