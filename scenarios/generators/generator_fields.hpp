// The keys of generator files.
#pragma once

#include "scenarios/fields/field_tree.hpp"

#include <string>

namespace archipelago {

const FieldTree& generator_fields();
std::string generator_reference_markdown();

} // namespace archipelago
