// What the documents of profiles and of efficiency factors have in common.
#pragma once

#include "models/hardware/residual.hpp"
#include "scenarios/profile_object.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace archipelago {

// Four digits: the fits are good to a per cent, and short numbers can be read.
double rounded(double value);

nlohmann::json residual_document(const Residual& residual);
Residual residual_from(const ProfileObject& object);

// A JSON file given to `read`, which adds what it finds wrong; with what keeps the file itself from being read.
std::vector<Problem> read_document(const std::filesystem::path& file, const std::function<void(const nlohmann::json&, Findings&)>& read);

std::string laid_out(const nlohmann::json& document);   // lists of numbers and texts on one line

} // namespace archipelago
