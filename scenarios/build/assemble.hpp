// All builders in their order: a resolved document becomes a World, with its assumptions.
#pragma once

#include "scenarios/build/part.hpp"
#include "scenarios/build/surroundings.hpp"

namespace archipelago {

World assemble(const nlohmann::json& document, const Surroundings& surroundings, Notes& notes);

} // namespace archipelago
