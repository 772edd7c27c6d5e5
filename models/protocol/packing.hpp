// Longest-processing-time packing: items by size, descending, each into the currently lightest bin.
//
// Largest bin <= total/bins + (1 - 1/bins) x largest item, and <= (4/3 - 1/(3 bins)) x the best possible (Graham 1969).
// Ties go to the earlier item and to the lower bin, so the result is a function of the sizes alone.
#pragma once

#include <cstddef>
#include <vector>

namespace archipelago {

std::vector<std::size_t> pack_balanced(const std::vector<double>& sizes, std::size_t bins);   // bin of each item

} // namespace archipelago
