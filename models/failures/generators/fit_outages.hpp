// Fits OutageLaw to a trace.
//
//   bursts     groups of starts within six minutes: their share, sizes (logarithms of the nodes beyond the first), simultaneity, spread
//   incidents  Weibull by maximum likelihood to the gaps between the starts of groups
//   lengths    fit_length; what a burst shares: correlation of the normal scores of repairs in one group
//   lemons     begins at 1
// Then rate, CV of the gaps, share of the worst 5 % and share of events in bursts, expected over histories like the trace, are brought to those
// of the trace (simulated moments, meet_moments.hpp): gap scale, gap shape, lemons and share of bursts are the knobs.
#pragma once

#include "models/failures/generators/judge_outages.hpp"

#include <optional>

namespace archipelago {

struct OutageFit {
  OutageLaw law;
  std::vector<GoodnessRow> goodness;          // over seeds 1 … 30, which the fit does not use
  double gap_distance = 0, length_distance = 0;   // Kolmogorov-Smirnov, before the simulated moments
  std::vector<std::string> not_reproduced;
};

// Nothing if there are too few events to fit (under 20).
std::optional<OutageFit> fit_outages(const OutageTrace& trace, TraceKind kind);

} // namespace archipelago
