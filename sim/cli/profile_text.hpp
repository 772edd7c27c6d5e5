// An accelerator's profile as tables: constants beside the data sheet, each with its residual on a held-back share and its source.
//
// Tables of corrections are not printed: they are in the file, and in `show --json`.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/hardware/profile.hpp"
#include "models/workload/step/efficiency.hpp"
#include "reports/terminal.hpp"

#include <string>

namespace archipelago {

std::string profile_text(const AcceleratorProfile& profile, const Accelerator& accelerator, const Terminal& terminal);
std::string efficiencies_text(const EfficiencyCatalogue& catalogue, const std::string& accelerator, const Terminal& terminal);   // of this accelerator; may be empty

} // namespace archipelago
