// A document against the table of fields: unknown keys, types, units, ranges, words, required keys. All that is wrong is found
// at once; what the values mean together is for the builders.
#pragma once

#include "scenarios/fields/field.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json_fwd.hpp>

namespace archipelago {

// A file of another kind can be wrong a million times; after this many findings the rest is not looked for.
inline constexpr std::size_t findings_limit = 1000;

void check_fields(const nlohmann::json& document, Findings& findings);   // of a scenario
void check_fields(const nlohmann::json& value, const FieldNode& node, Findings& findings);   // of what stands at one place, or of another format

// Whether one value may stand at this place, without looking inside objects and lists.
bool well_formed(const nlohmann::json& value, const FieldNode& node);

} // namespace archipelago
