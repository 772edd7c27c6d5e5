// A proposal as Markdown (GitHub's tables) and each of its tables as CSV (RFC 4180), its numbers' places in columns beside them.
#pragma once

#include "reports/proposal/content.hpp"

#include <map>
#include <string>
#include <vector>

namespace archipelago {

std::string markdown_page(const Proposal& proposal);
std::map<std::string, std::string> csv_tables(const Proposal& proposal);   // by the id of the table
std::vector<BarChart> charts_of(const Proposal& proposal);

}   // namespace archipelago
