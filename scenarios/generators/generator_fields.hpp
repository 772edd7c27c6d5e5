// The keys of generator files.
#pragma once

#include "scenarios/fields/field_tree.hpp"

namespace archipelago {

const FieldTree& generator_fields();

} // namespace archipelago
