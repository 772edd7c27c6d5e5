// All builders in their order: a resolved document becomes a World, with its assumptions.
#pragma once

#include "scenarios/build/part.hpp"
#include "scenarios/catalogue.hpp"

namespace archipelago {

struct Surroundings {
  const Catalogues& catalogues;
  bool links_from_catalogue = false;
};

World assemble(const nlohmann::json& document, const Surroundings& surroundings, Notes& notes);

} // namespace archipelago
