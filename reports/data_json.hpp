// The data paths of a result's sites as JSON. Only runs with a data path have the list; what a fidelity does not know is left out.
#pragma once

#include "models/result.hpp"

#include <nlohmann/json_fwd.hpp>

namespace archipelago {

nlohmann::json data_to_json(const std::vector<DataResult>& sites);
std::vector<DataResult> data_from_json(const nlohmann::json& list);   // throws as result_from_json does

}   // namespace archipelago
