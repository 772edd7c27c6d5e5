// When layers' data is ready and needed inside a step, and what a late arrival costs (protocol section 3.11).
//
// A step of length T is a forward pass of T/3 (bottom to top) and a backward pass of 2T/3 (top to bottom), each spread
// evenly over L layers. At depth x = l/L the gradient is ready (2/3) T x before the step's end and the values are needed
// (1/3) T x after the forward pass starts.
//
// Closed form of the step's end. Let f_l be the end of forward block l and a_l the arrival of its values:
//   f_l = max(f_(l-1), a_l) + T/(3L).
// Unrolled (max-plus algebra), the last block ends at max(start + T/3, max_l a_l + (L - l) T/(3L)), and the backward
// pass adds 2T/3:
//   end = max(start, max_l (a_l - x_l T/3)) + T.
// Nothing but the late block waits, so a piece at depth x has T x / 3 of slack on top of the start.
//
// Valid for layers of equal cost; recomputation lengthens backward and is not described. Times in seconds.
#pragma once

#include "models/units.hpp"

#include <vector>

namespace archipelago {

inline constexpr double forward_share = 1.0 / 3.0;
inline constexpr double backward_share = 2.0 / 3.0;

struct PieceArrival {
  double depth = 0;
  Seconds at;
};

constexpr Seconds gradient_ready(Seconds step_end, Seconds step, double depth) {
  return step_end - step * (backward_share * depth);
}
constexpr Seconds values_needed(Seconds start, Seconds step, double depth) { return start + step * (forward_share * depth); }

// End of a step that may start at `start` and computes for `step`; arrivals in any order.
Seconds step_end(Seconds start, Seconds step, const std::vector<PieceArrival>& arrivals);

// A first-in first-out pipe at a constant rate: piece k, ready at ready[k], is through at
// max(ready[k], arrival of k-1) + size[k] / rate.
std::vector<Seconds> pipe_arrivals(const std::vector<Seconds>& ready, const std::vector<Bytes>& sizes, BytesPerSecond rate);

} // namespace archipelago
