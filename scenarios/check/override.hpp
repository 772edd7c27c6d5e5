// `--set a.b=v`: one value of a document replaced from the command line.
//
// The path follows the keys of the format; items of a list go by name or index (learners.west.count, sites.0.lan). v is
// JSON, else a text; null takes the key away. Setting a part of what is written as a name or one value keeps the rest:
// learners.west.accelerator.mfu=0.5 on "h100-sxm" gives {"base": "h100-sxm", "mfu": 0.5}.
#pragma once

#include "scenarios/format/document.hpp"

#include <optional>
#include <string>

namespace archipelago {

std::optional<Problem> apply_override(Document& document, const std::string& text);

// Joins simulation.chaos, whose own texts stay first.
std::optional<Problem> add_chaos(Document& document, const std::vector<std::string>& texts);

} // namespace archipelago
