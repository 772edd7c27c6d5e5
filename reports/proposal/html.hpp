// A proposal as one HTML page that needs nothing else: its style and its pictures are in it, and it prints to A4.
//
// Every number is <data value="…" data-source="result:/…">, several sources apart by blanks, `title` says how they combine.
#pragma once

#include "reports/proposal/content.hpp"

#include <map>
#include <string>

namespace archipelago {

// Pictures by the id of their chart; a chart without one is left to its table.
std::string html_page(const Proposal& proposal, const std::map<std::string, std::string>& pictures);

}   // namespace archipelago
