// The catalogue's accelerator told from what the driver calls the device.
#pragma once

#include "scenarios/catalogue.hpp"

#include <string>

namespace archipelago {

// "NVIDIA H100 80GB HBM3" is h100-sxm: the entry most of whose parts the name has, its first part being needed. Empty if
// there is none, or several fit equally well.
std::string guess_accelerator(const Catalogues& catalogues, const std::string& device_name);

} // namespace archipelago
