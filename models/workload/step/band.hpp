// How far a predicted step may be off, from the residuals of what it is made of.
//
//   high = 1 + sqrt(sum of (share x (high_i - 1))^2),   low likewise
//
// share is a part's share of the step. Kernels of one kind err together, kinds independently; the efficiency is a part with
// the share of all kernels.
#pragma once

namespace archipelago {

struct StepQuestion;
struct StepBreakdown;

struct Band { double low = 1, high = 1; };
Band band_of(const StepQuestion& question, const StepBreakdown& breakdown);

} // namespace archipelago
