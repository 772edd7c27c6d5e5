// A result file from outside, checked before anything is shown of it.
//
// Every place that the table of figures names (figures.hpp) is looked at: what it must be follows from the figure's unit. Figures may be
// absent, as an older release did not write them all; those that are there are numbers, intervals or null, texts, or yes and no.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct CheckedResult {
  nlohmann::json document;
  std::vector<std::string> faults;            // "line 3: /learners/0/name is null, expected a text"; the document counts only without any
};

CheckedResult checked_result(std::string_view text);

}   // namespace archipelago
