// Accelerator profiles as files: profiles/<catalogue name>.json, constants with units in their keys' names, tables as
// thousandths of the logarithm, eight to a line.
//
// Reading collects findings instead of throwing; a profile with findings is not to be used. Writing what was read gives
// the same text.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"
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
  std::vector<Problem> problems;
};
ProfileFile read_profile(const std::filesystem::path& file);

// The accelerator's file in profiles/, else a profile from its data sheet; nothing, with problems, where the file is faulty.
ProfileFile profile_of(const Accelerator& accelerator, const std::filesystem::path& folder);

std::vector<std::string> profile_names(const std::filesystem::path& folder);   // of profiles/, sorted

} // namespace archipelago
