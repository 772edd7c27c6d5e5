// The keys of study files.
#pragma once

#include "scenarios/fields/field_tree.hpp"

#include <string>

namespace archipelago {

const FieldTree& study_fields();
std::string study_reference_markdown();       // table of every key, as sim/study/README.md has it

} // namespace archipelago
