// What is believed of each constant before and after some measurements, line by line.
#pragma once

#include "models/calibration/spec_update.hpp"

#include <string>

namespace archipelago {

// Name, value and 80 % band of the true value over it, before -> after, and by how much the band narrowed. tf32, which follows bf16,
// is left out.
std::string constants_table(const SpecUpdate& before, const SpecUpdate& after);

std::string band_text(double low, double high);   // "-20 to +35 %"

} // namespace archipelago
