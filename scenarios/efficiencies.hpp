// Efficiency factors as a file: profiles/efficiencies.json, in the manner of the profiles beside it.
//
//   {"format": "archipelago-efficiencies/1", "made_by": [...], "efficiencies": [{"framework", "accelerator", "efficiency",
//    "residual": {"mape", "p10", "p90", "samples", "basis"}, "source", "date"}]}
//
// Reading collects problems; a file with problems gives no factors. Without the file there are none, and defaults count.
#pragma once

#include "models/workload/step/efficiency.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

inline constexpr const char* efficiencies_file = "efficiencies.json";

nlohmann::json efficiencies_document(const EfficiencyCatalogue& catalogue);
std::string efficiencies_text(const EfficiencyCatalogue& catalogue);
std::optional<EfficiencyCatalogue> efficiencies_from(const nlohmann::json& document, Findings& findings);

struct EfficiencyFile {
  EfficiencyCatalogue catalogue;
  std::vector<Problem> problems;
};
EfficiencyFile read_efficiencies(const std::filesystem::path& profiles);   // the folder

} // namespace archipelago
