// Which efficiency factor is taken, and the file it comes from.
#include "models/workload/step/efficiency.hpp"
#include "models/workload/step/software.hpp"
#include "scenarios/efficiencies.hpp"
#include "scenarios/profiles.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace archipelago;
using nlohmann::json;

namespace {

EfficiencyCatalogue sample() {
  const Residual residual{0.04, 0.92, 1.1, 20, "held-back configurations"};
  return {{"validate --table training"},
          {{"llm-foundry", "h100-sxm", 0.84, residual, "table a", "2024-05"},
           {"llm-foundry", "a100-sxm-80gb", 0.99, residual, "table a", "2024-05"},
           {"megatron-bridge", "h100-sxm", 0.96, residual, "table b", "2025-10"},
           {"mlperf-lora", "l40s", 0.67, residual, "table c", "2025-06"}}};
}

ChosenEfficiency chosen(const std::string& framework, const std::string& accelerator) {
  return choose_efficiency(sample(), {framework, accelerator}, Software{});
}

} // namespace

TEST_CASE("the pair itself, then the framework elsewhere, then the accelerator under others, then the default") {
  CHECK(chosen("llm-foundry", "h100-sxm").value == 0.84);
  CHECK(chosen("llm-foundry", "h100-sxm").residual.samples == 20);
  const ChosenEfficiency elsewhere = chosen("llm-foundry", "b200-sxm");
  CHECK(elsewhere.value == Approx(0.915));
  CHECK(elsewhere.residual.samples == 0);
  CHECK_THAT(elsewhere.source, Catch::Contains("2 other accelerators (0.84-0.99)"));
  CHECK(chosen("ours", "h100-sxm").value == Approx(0.90));   // of the dense ones
  CHECK(chosen("", "a100-sxm-80gb").value == 0.99);
  CHECK(chosen("ours", "l40s").value == Software{}.efficiency);   // adapters alone say nothing about a whole model
  CHECK_THAT(chosen("ours", "l40s").source, Catch::StartsWith("default"));
}

TEST_CASE("a factor carried over has a wider band than any it comes from") {
  for (const ChosenEfficiency& carried : {chosen("llm-foundry", "b200-sxm"), chosen("megatron-bridge", "b200-sxm"), chosen("ours", "h100-sxm")}) {
    CHECK(carried.residual.low <= 0.92 / 1.1 + 1e-12);
    CHECK(carried.residual.high >= 1.1 * 1.1 - 1e-12);
    CHECK(carried.residual.mape > 0.04);
  }
}

TEST_CASE("releases share the factor of their framework") {
  CHECK(without_release("megatron-bridge-26.04") == "megatron-bridge");
  CHECK(without_release("megatron-bridge") == "megatron-bridge");
  CHECK(without_release("mlperf-lora") == "mlperf-lora");
  CHECK(without_release("26.04") == "26.04");
  CHECK(without_release("") == "");
  CHECK(chosen("megatron-bridge-26.04", "h100-sxm").value == chosen("megatron-bridge", "h100-sxm").value);
}

TEST_CASE("the file of efficiency factors reads as it was written") {
  const std::string text = efficiencies_text(sample());
  Findings findings;
  const auto read = efficiencies_from(json::parse(text), findings);
  REQUIRE(read);
  CHECK(findings.empty());
  CHECK(read->entries.size() == sample().entries.size());
  CHECK(efficiencies_text(*read) == text);
}

TEST_CASE("all that is wrong in a file of factors is found at once, and its factors are not used") {
  json document = efficiencies_document(sample());
  document["efficiencies"][0].erase("residual");
  document["efficiencies"][1]["efficiency"] = -1;
  document["efficiencies"][3] = document["efficiencies"][2];
  document["format"] = "archipelago-efficiencies/2";
  Findings findings;
  CHECK_FALSE(efficiencies_from(document, findings));
  std::string found;
  for (const Finding& finding : findings) found += finding.pointer + " ";
  for (const char* pointer : {"/format", "/efficiencies/0", "/efficiencies/1/efficiency", "/efficiencies/3"}) {
    INFO(found);
    CHECK(found.find(std::string(pointer) + " ") != std::string::npos);
  }
}

TEST_CASE("the file of factors is no profile, and its absence is no fault") {
  const auto folder = std::filesystem::temp_directory_path() / ("archipelago-efficiencies-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  CHECK(read_efficiencies(folder).problems.empty());
  std::ofstream(folder / efficiencies_file) << efficiencies_text(sample());
  CHECK(read_efficiencies(folder).catalogue.entries.size() == sample().entries.size());
  CHECK(profile_names(folder).empty());
  std::ofstream(folder / efficiencies_file) << "{";
  CHECK(read_efficiencies(folder).problems.size() == 1);
  std::filesystem::remove_all(folder);
}
