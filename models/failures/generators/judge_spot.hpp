// How well a SpotLaw stands for the trace that it was fitted to, as medians over 30 seeds that the fit has not seen.
//
// Availability, losses per node-hour, batches and the shares of time are expectations: each seed takes as many histories together as hold
// 10,000 losses at the trace's count (spot_histories.hpp), which leaves a seed's availability 1 to 7 % of noise, most where spells vary most,
// and the median under 2 %. The other figures (lengths of spells, the largest loss) are those of one history of each seed. What single
// histories have for the first ones stands beside: their median, p10 and p90 say how much one trace of this length varies anyway.
#pragma once

#include "models/failures/generators/goodness.hpp"
#include "models/failures/generators/spot_histories.hpp"

namespace archipelago {

inline constexpr double judged_losses = 10'000;

std::vector<FitFigure> figures_of(const CapacityTrace& trace);     // the expectations first

std::vector<double> expectations_of(const PooledHolding& holding); // in that order

std::vector<double> judged_figures(const SpotGenerator& generate, const CapacityTrace& like, std::uint64_t seed);

std::vector<GoodnessRow> judge_spot(const SpotLaw& law, const SpotLaw& memoryless, const CapacityTrace& trace);   // over seeds 1 … 30

} // namespace archipelago
