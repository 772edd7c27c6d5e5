// Step times that a scenario leaves to the learner performance model.
#include "models/workload/step/software.hpp"
#include "scenarios/efficiencies.hpp"
#include "scenarios/profiles.hpp"
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace archipelago;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const char* const model = R"("model": {"base": "llama-3-8b", "parameters": null, "layers": null}, "training": {"tokens_per_step": 524288})";

std::string patch_of(const std::string& learner, const std::string& more = model) {
  return fmt::format(R"({{{}, "learners": [{{"name": "a", "site": "east", {}}}]}})", more, learner);
}

World world_of(const std::string& learner, const std::string& more = model) {
  const Reading reading = reading_with(patch_of(learner, more));
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}

Learner learner_of(const std::string& learner, const std::string& more = model) { return world_of(learner, more).learners.front(); }

const char* const h100s = R"("accelerator": "h100-sxm", "accelerators": 32)";

bool is_flagged(const World& world, const std::string& part) {
  return std::any_of(world.flags.begin(), world.flags.end(), [&](const Flag& flag) { return flag.reason.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("a step that is not given is what the model predicts for the fastest layout, and the result is told so") {
  const World world = world_of(h100s);
  const Learner& learner = world.learners.front();
  REQUIRE(learner.predicted);
  const auto profile = read_profile(fs::path(SCENARIOS_DIRECTORY) / "profiles/h100-sxm.json").profile;
  StepQuestion question{.shape = *world.model.shape, .profile = *profile, .layout = {}, .batch = 256, .sequence_length = 2048};
  question.memory = Bytes(80e9);
  question.software = software_of("", "");
  question.software.efficiency = learner.predicted->efficiency;
  const LayoutSearch found = search_layouts(question, 32);
  CHECK(learner.step_time.mean == found.best.front().step);
  CHECK(learner.predicted->layout == found.best.front().layout);
  CHECK(learner.step_time.predicted);
  CHECK(learner.step_time.law == StepLaw::lognormal);
  CHECK(learner.step_time.cv == default_step_cv);
  CHECK(learner.predicted->low < learner.step_time.mean);
  CHECK(learner.predicted->high > learner.step_time.mean);
  CHECK(learner.predicted->breakdown.total() == learner.predicted->step);
  for (const char* key : {"step_time.mean", "step_time.law", "step_time.cv", "layout", "framework", "efficiency"}) CHECK_FALSE(assumption(world, std::string("learners.a.") + key).empty());
}

TEST_CASE("an mfu of the scenario's own, or a model without dimensions, keeps the MFU") {
  const Learner own = learner_of(R"("accelerator": {"base": "h100-sxm", "mfu": 0.5}, "accelerators": 32)");
  CHECK(own.step_time.source == "MFU 0.50 of h100-sxm (given)");
  CHECK(own.step_time.law == StepLaw::constant);
  CHECK(own.predicted);                       // stands beside
  const World plain = world_of(h100s, R"("training": {"tokens_per_step": 524288})");
  CHECK(plain.learners.front().step_time.source.starts_with("MFU 0.42"));
  CHECK_FALSE(plain.learners.front().predicted);
  REQUIRE(plain.unknown.size() == 1);
  CHECK(plain.unknown.front().key == "learners[].predicted");
}

TEST_CASE("a given step time stands, with the prediction beside it, whether that fits or not") {
  const World world = world_of(R"("accelerator": "h100-sxm", "accelerators": 32, "step_time": "3 s", "layout": {"tensor": 1, "pipeline": 1, "sharding": "none", "micro_batch": 8})");
  const Learner& learner = world.learners.front();
  CHECK(learner.step_time.mean.value == 3);
  CHECK(learner.step_time.law == StepLaw::constant);
  CHECK_FALSE(learner.step_time.predicted);
  REQUIRE(learner.predicted);
  CHECK_FALSE(learner.predicted->fits);
  CHECK(learner.predicted->memory > learner.predicted->available);
  CHECK(is_flagged(world, "does not fit"));
  CHECK(learner_of(R"("accelerator": "h100-sxm", "accelerators": 32, "step_time": "3 s")").predicted->fits);
}

TEST_CASE("a law without a mean spreads the predicted step") {
  const Learner learner = learner_of(R"("accelerator": "h100-sxm", "accelerators": 32, "step_time": {"law": "normal", "cv": 0.1})");
  CHECK(learner.step_time.predicted);
  CHECK(learner.step_time.law == StepLaw::normal);
  CHECK(learner.step_time.cv == 0.1);
  CHECK(learner_of(R"("accelerator": "h100-sxm", "accelerators": 32, "step_time": {"cv": 0.05})").step_time.law == StepLaw::lognormal);
}

TEST_CASE("what a layout gives is kept, and what it leaves out is searched") {
  const Learner learner = learner_of(std::string(h100s) + R"(, "layout": {"tensor": 4, "data": 4, "recompute": "full"})");
  const Layout& layout = learner.predicted->layout;
  CHECK(layout.tensor == 4);
  CHECK(layout.data == 4);
  CHECK(layout.pipeline * layout.context == 2);
  CHECK(layout.recompute == Recompute::full);
  CHECK(learner.predicted->step >= learner_of(h100s).predicted->step);
}

TEST_CASE("10,000 equal learners share one search") {
  const World world = world_of(R"("accelerator": "h100-sxm", "accelerators": 32, "count": 10000)");
  REQUIRE(world.learners.size() == 10000);
  CHECK(world.learners.front().predicted == world.learners.back().predicted);
  json document = whole_scenario();
  document.merge_patch(json::parse(patch_of(h100s)));
  for (int k = 0; k < 10000; ++k) {
    document["learners"].push_back(document["learners"][0]);
    document["learners"].back()["name"] = fmt::format("b{}", k);
  }
  const Reading reading = reading_of(document);
  REQUIRE(reading.world);
  CHECK(reading.world->learners.front().predicted == reading.world->learners.back().predicted);
}

TEST_CASE("frameworks differ, and a name that none is known by is a label that is said to be one") {
  CHECK(learner_of(std::string(h100s) + R"(, "framework": "llm-foundry")").step_time.mean != learner_of(h100s).step_time.mean);
  const World world = world_of(std::string(h100s) + R"(, "framework": "megatron-brige")");
  CHECK(world.learners.front().framework == "megatron-brige");
  const auto noted = std::find_if(world.assumptions.begin(), world.assumptions.end(), [](const Assumption& one) { return one.key == "learners.a.framework"; });
  REQUIRE(noted != world.assumptions.end());
  CHECK_THAT(noted->source, Catch::Contains("did you mean megatron-bridge?"));
}

TEST_CASE("a variant of a measured accelerator keeps its kernels, scaled; one without a profile has a wide band and a flag") {
  const Learner plain = learner_of(h100s);
  const Learner renamed = learner_of(R"("accelerator": {"base": "h100-sxm", "name": "ours"}, "accelerators": 32)");
  CHECK(renamed.predicted->step == plain.predicted->step);
  const Learner slower = learner_of(R"("accelerator": {"base": "h100-sxm", "peak_bf16": "700 TFLOP/s"}, "accelerators": 32)");
  CHECK(slower.predicted->step > plain.predicted->step);
  CHECK(slower.predicted->high / slower.predicted->step > plain.predicted->high / plain.predicted->step);
  CHECK(slower.predicted->measured);
  const Learner small = learner_of(R"("accelerator": "a100-sxm-40gb", "accelerators": 64)");   // another part of the same die
  CHECK(small.predicted->measured);
  CHECK(small.predicted->step > learner_of(R"("accelerator": "a100-sxm-80gb", "accelerators": 64)").predicted->step);
  const Learner own = learner_of(R"("accelerator": {"name": "b300", "vendor": "NVIDIA", "peak_bf16": "2250 TFLOP/s", "memory": "288 GB", "memory_bandwidth": "8 TB/s",
      "interconnect": "900 GB/s", "profile": "b200-sxm"}, "accelerators": 32)");
  CHECK(own.predicted->measured);
  CHECK(has_problem(reading_with(patch_of(R"("accelerator": {"base": "h100-sxm", "profile": "h200"}, "accelerators": 32)")), "did you mean 'h200-sxm'"));
  const World sheet = world_of(R"("accelerator": "mi250x", "accelerators": 32)");
  CHECK_FALSE(sheet.learners.front().predicted->measured);
  CHECK(is_flagged(sheet, "No matrix product in bf16 was measured on mi250x"));
  CHECK_FALSE(is_flagged(world_of(h100s), "measured on"));
}

TEST_CASE("a profile of one's own is read from its file, and its factor goes before the published ones") {
  auto profile = *read_profile(fs::path(SCENARIOS_DIRECTORY) / "profiles/h100-sxm.json").profile;
  profile.name = "ours";
  profile.efficiencies = {{"our-stack", 0.5, {0.03, 0.95, 1.05, 1, "one step"}, "a measured step"}};
  const fs::path file = fs::temp_directory_path() / fmt::format("archipelago-own-profile-{}.json", ::getpid());
  std::ofstream(file) << profile_text(profile);
  const auto with = [&](const std::string& framework) {
    return learner_of(fmt::format(R"("accelerator": {{"base": "h100-sxm", "profile": "{}"}}, "accelerators": 32, "framework": "{}")", file.string(), framework));
  };
  const Learner own = with("our-stack");
  CHECK(own.predicted->efficiency == 0.5);
  CHECK_THAT(own.predicted->efficiency_source, Catch::Contains("a measured step"));
  CHECK_THAT(own.predicted->profile, Catch::StartsWith("ours"));
  CHECK(with("llm-foundry").predicted->efficiency != 0.5);
  std::ofstream(file) << "{";
  CHECK(has_problem(reading_with(patch_of(fmt::format(R"("accelerator": {{"base": "h100-sxm", "profile": "{}"}}, "accelerators": 32)", file.string()))), "is not JSON"));
  fs::remove(file);
  CHECK(has_problem(reading_with(patch_of(R"("accelerator": {"base": "h100-sxm", "profile": "none-such.json"}, "accelerators": 32)")), "cannot be read"));
}

TEST_CASE("precision and length outside what was measured are flagged") {
  const World wider = world_of(R"("accelerator": "a100-sxm-80gb", "accelerators": 32)",
                               R"("model": {"base": "llama-3-8b", "parameters": null, "layers": null, "precision": "fp8"}, "training": {"tokens_per_step": 524288})");
  CHECK(is_flagged(wider, "a100-sxm-80gb has no fp8 products: they are computed in bf16"));
  CHECK(is_flagged(world_of(h100s, R"("model": {"base": "llama-3-8b", "parameters": null, "layers": null}, "training": {"tokens_per_step": 2097152, "sequence_length": 65536})"),
                   "16384 tokens"));
}

TEST_CASE("narrower formats, more accelerators and higher efficiency never lengthen a step") {
  const auto step = [](const std::string& learner, const std::string& precision) {
    return learner_of(learner, fmt::format(R"("model": {{"base": "llama-3-8b", "parameters": null, "layers": null, "precision": "{}"}}, "training": {{"tokens_per_step": 2097152}})",
                                           precision)).predicted->step;
  };
  CHECK(step(h100s, "fp8") < step(h100s, "bf16"));
  CHECK(step(h100s, "bf16") < step(h100s, "fp32"));
  std::vector<Seconds> with_half(4, Seconds(INFINITY));   // the accelerators, at each efficiency
  for (int accelerators = 8; accelerators <= 512; accelerators *= 2) {
    Seconds less_efficient(INFINITY);
    for (std::size_t k = 0; k < with_half.size(); ++k) {
      const double efficiency = 0.4 + 0.17 * static_cast<double>(k);
      INFO(accelerators << " at " << efficiency);
      const Seconds here = step(fmt::format(R"("accelerator": "h100-sxm", "accelerators": {}, "efficiency": {})", accelerators, efficiency), "bf16");
      CHECK(here <= with_half[k]);
      CHECK(here <= less_efficient);
      with_half[k] = less_efficient = here;
    }
  }
}

TEST_CASE("efficiency factors come from their file beside the profiles, and a faulty one is a problem") {
  const fs::path folder = fs::temp_directory_path() / ("archipelago-forecast-" + std::to_string(::getpid()));
  fs::create_directories(folder / "profiles");
  fs::create_directory_symlink(fs::path(SCENARIOS_DIRECTORY) / "catalogues", folder / "catalogues");
  fs::copy_file(fs::path(SCENARIOS_DIRECTORY) / "profiles/h100-sxm.json", folder / "profiles/h100-sxm.json");
  const EfficiencyCatalogue factors{{"test"}, {{"nemo", "h100-sxm", 0.9, {0.03, 0.95, 1.06, 12, "held back"}, "a table", "2026-01"}}};
  std::ofstream(folder / "profiles" / efficiencies_file) << efficiencies_text(factors);
  ReadOptions options;
  options.catalogues = folder / "catalogues";
  json document = whole_scenario();
  document.merge_patch(json::parse(patch_of(std::string(h100s) + R"(, "framework": "nemo")")));
  const Reading reading = read_scenario_text(document.dump(), "test.json", options);
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  CHECK(reading.world->learners[0].predicted->efficiency == 0.9);
  CHECK_THAT(reading.world->learners[0].predicted->efficiency_source, Catch::StartsWith("fitted on h100-sxm with nemo"));
  std::ofstream(folder / "profiles" / efficiencies_file) << R"({"format": "archipelago-efficiencies/1"})";
  CHECK(has_problem(read_scenario_text(document.dump(), "test.json", options), "efficiencies.json"));
  std::ofstream(folder / "profiles/h100-sxm.json") << "{";
  CHECK(has_problem(read_scenario_text(document.dump(), "test.json", options), "h100-sxm.json"));
  fs::remove_all(folder);
}
