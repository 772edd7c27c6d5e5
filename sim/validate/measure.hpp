// A cell's number, from simulations or from the closed form.
//
// Both follow the same measure; they differ in who answers. Simulations may not be there yet: then there is no number, and
// asking again after the next batch goes further.
#pragma once

#include "sim/validate/published_table.hpp"
#include "sim/validate/runs.hpp"

#include <optional>

namespace archipelago {

// The 50 points from 0.1 to 1000 Gbps that the published bandwidth tables are read off (protocol section 3.4).
const std::vector<double>& published_grid();

std::optional<double> simulated_value(const PublishedCell& cell, const Measurement& measure, Runs& runs);   // throws RunFailed

// The same measure by formula (closed_form.hpp); absent where none describes it.
std::optional<double> closed_form_value(const PublishedCell& cell, const Measurement& measure, Runs& runs);

}   // namespace archipelago
