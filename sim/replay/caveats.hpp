// What a reader of the result must be told: the failure rate is unknown, lost work is not counted, step times are derived, ...
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

void add_caveats(const World& world, Result& result);

} // namespace archipelago
