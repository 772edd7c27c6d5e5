// The catalogue's accelerator: as named by the user, or told from what the driver calls the device.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "scenarios/catalogue.hpp"

#include <optional>
#include <string>

namespace archipelago {

// Name and peak rates of an entry; empty if the catalogue has none of that name.
std::optional<Accelerator> catalogue_accelerator(const Catalogues& catalogues, const std::string& name);

// "NVIDIA H100 80GB HBM3" is h100-sxm: the entry most of whose parts the name has, its first part being needed. Empty if
// there is none, or several fit equally well.
std::string guess_accelerator(const Catalogues& catalogues, const std::string& device_name);

} // namespace archipelago
