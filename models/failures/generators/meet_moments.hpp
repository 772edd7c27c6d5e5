// Turns the constants of an outage law until the traces that it generates have the figures of the one it was fitted to.
//
// Rate, share of the worst 5 %, share of events in bursts, dispersion of weekly counts, Weibull k and CV of the gaps, expected over histories
// like the trace (outage_histories.hpp): medians over 30 seeds, which take as many histories together as those that judge (simulated moments,
// goodness.hpp). Lengths are left as they were fitted: over many histories they are distributed as their law, whatever bursts share; scaled
// until the median of single histories' medians is the trace's, they follow the noise of a few large bursts.
#pragma once

#include "models/failures/generators/generate_outages.hpp"

namespace archipelago {

inline constexpr std::uint64_t first_fitting_seed = 30 * 3333 + 1;  // fits and judgements share no seed

void meet_moments(const OutageTrace& trace, OutageLaw& law);

} // namespace archipelago
