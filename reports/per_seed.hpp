// The headline figures of each seed by itself, so that two results can be compared seed by seed (reports/proposal).
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace archipelago {

// Of `to_json(Result)` of each seed: [{seed, goodput, cost: {total_usd, …}, …}], with the keys of the result; unknown ones are left out.
nlohmann::json per_seed(const std::vector<nlohmann::json>& seeds);

}   // namespace archipelago
