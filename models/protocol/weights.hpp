// Merge weight of a learner's contribution (protocol section 1.6): quantity x quality,
//
//   w = tokens x (tokens / steps), counted since the fragment was last refreshed at that learner.
//
// Twice the tokens in the same steps weigh four times as much, twice the tokens in twice the steps twice as much.
// Only ratios matter. Source: Decoupled DiLoCo (arXiv 2604.21428), section 3.2.
#pragma once

#include "models/protocol/counters.hpp"

#include <vector>

namespace archipelago {

double merge_weight(FragmentCounters::Since since);

// Shares that sum to 1; all zero when nobody has trained a token.
std::vector<double> merge_shares(const std::vector<FragmentCounters::Since>& contributions);

} // namespace archipelago
