// How well an OutageLaw stands for the trace that it was fitted to, as medians over 30 seeds that the fit has not seen.
//
// Rate, gaps, worst nodes, bursts, lengths, mean down at once and availability are expectations: each seed takes as many histories together as
// hold 10,000 incidents at the trace's count (outage_histories.hpp). The other figures (the largest burst, how many are down for how much of the
// time) are those of one history of each seed. What single histories have for the first ones stands beside: their median, p10 and p90 say how
// much one trace of this length varies anyway.
#pragma once

#include "models/failures/generators/goodness.hpp"
#include "models/failures/generators/outage_histories.hpp"

namespace archipelago {

inline constexpr double judged_incidents = 10'000;

std::vector<FitFigure> figures_of(const OutageTrace& trace);       // the expectations first

std::vector<double> expectations_of(const PooledOutages& pool);    // in that order

std::vector<double> judged_figures(const OutageGenerator& generate, const OutageTrace& like, std::uint64_t seed);

std::vector<GoodnessRow> judge_outages(const OutageLaw& law, const OutageLaw& memoryless, const OutageTrace& trace);   // over seeds 1 … 30

} // namespace archipelago
