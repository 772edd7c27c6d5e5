// Efficiency factors for the catalogue, from all measured training steps: what `validate --refit training` prints.
//
// Each pair's factor is fitted on all of its rows as in efficiency.hpp; its residual is that of the rows which ten draws of a
// quarter leave to be predicted, so it is the error of steps that a factor has not seen.
#pragma once

#include "models/workload/step/efficiency.hpp"
#include "sim/validate/training/asked_step.hpp"

#include <vector>

namespace archipelago {

EfficiencyCatalogue efficiency_factors(const std::vector<AskedStep>& steps);

} // namespace archipelago
