// Everything in a World but its hash, as text: two scenarios that mean the same give the same text.
#pragma once

#include "models/world.hpp"

#include <string>

namespace archipelago {

std::string world_text(const World& world);

} // namespace archipelago
