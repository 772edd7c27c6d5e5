// An accelerator of the catalogue as the models know it.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "scenarios/catalogue.hpp"

#include <optional>
#include <string>

namespace archipelago {

std::optional<Accelerator> catalogue_accelerator(const Catalogues& catalogues, const std::string& name);   // nothing if not there

} // namespace archipelago
