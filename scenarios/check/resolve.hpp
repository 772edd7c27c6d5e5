// Names become what they stand for: catalogue entries for models, accelerators, networks and failures, and config.json files
// for models. {"base": name, ...} is the entry with parts of it changed.
#pragma once

#include "scenarios/catalogue.hpp"
#include "scenarios/format/document.hpp"

namespace archipelago {

// The document with all names resolved. What cannot be resolved becomes null there and a finding.
nlohmann::json resolved(const Document& document, const Catalogues& catalogues, Findings& findings);

} // namespace archipelago
