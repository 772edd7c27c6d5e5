// The entry of one direction of a link or a backbone in a result, named but without figures.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

// A backbone's ends are all nodes that its links have on that side: "eu+us".
LinkResult carrier_row(const World& world, std::size_t carrier, bool forward);

} // namespace archipelago
