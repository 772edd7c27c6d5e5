// What lies behind waiting for data: which site is shortest of it, and whether rate, cold starts or outages are why.
#pragma once

#include "reports/explain_run.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace archipelago {

std::vector<Statement> data_limits(const nlohmann::json& document, const Terminal& terminal);

}   // namespace archipelago
