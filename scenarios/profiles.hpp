// Accelerator profiles as files: profiles/<catalogue name>.json, constants with units in their keys' names, tables as
// thousandths of the logarithm, eight to a line.
//
// Reading collects findings instead of throwing; a profile with findings is not to be used. Writing what was read gives
// the same text.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

nlohmann::json profile_document(const AcceleratorProfile& profile);
std::string profile_text(const AcceleratorProfile& profile);          // the document, lists of numbers on one line

std::optional<AcceleratorProfile> profile_from(const nlohmann::json& document, Findings& findings);

struct ProfileFile {
  std::optional<AcceleratorProfile> profile;
  std::string measured_on;                    // the accelerator whose kernels it has; empty: none, it is from a data sheet
  std::vector<Problem> problems;
};
ProfileFile read_profile(const std::filesystem::path& file);

// The accelerator's file in profiles/, else that of the catalogue accelerator whose kernels it shares or starts from (`base`, may
// be empty), scaled where their data sheets differ; else a profile from its data sheet. Nothing, with problems, where a file is faulty.
ProfileFile profile_of(const Accelerator& accelerator, const std::string& base, const Catalogues& catalogues, const std::filesystem::path& folder);

std::vector<std::string> profile_names(const std::filesystem::path& folder);   // of profiles/, sorted

} // namespace archipelago
