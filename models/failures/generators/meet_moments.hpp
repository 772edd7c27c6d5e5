// Turns the constants of an outage law until the traces that it generates have the figures of the one it was fitted to.
//
// At last lengths are scaled until the medians of their medians agree: where the nodes of large bursts share their length, the median of
// a trace is not that of its law. Rate, share of the worst 5 %, share of events in bursts, dispersion of weekly counts, Weibull k and CV of the gaps: medians over
// 60 seeds (simulated moments, models/failures/generators/goodness.hpp).
#pragma once

#include "models/failures/generators/generate_outages.hpp"

namespace archipelago {

inline constexpr std::uint64_t first_fitting_seed = 30 * 3333 + 1;  // fits and judgements share no seed

void meet_moments(const OutageTrace& trace, OutageLaw& law);

double weekly_dispersion(const OutageTrace& trace);

} // namespace archipelago
