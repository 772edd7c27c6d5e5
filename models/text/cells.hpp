// Comma-separated values: the cells of a line. Quotes hide commas, doubled quotes are quotes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

void split_cells(std::string_view line, std::vector<std::string>& cells);   // cells keep their memory from line to line

// The whole of a cell as a finite number, spaces around it left out; else nothing.
std::optional<double> number_in(std::string_view cell);

} // namespace archipelago
