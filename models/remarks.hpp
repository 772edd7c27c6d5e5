// What a reader of figures must know beside them.
#pragma once

#include <string>

namespace archipelago {

struct Flag { std::string key, reason; };     // outside a validity range, or something the reader must know
struct Unknown { std::string key, needs; };   // a figure that cannot be computed, and what it needs

} // namespace archipelago
