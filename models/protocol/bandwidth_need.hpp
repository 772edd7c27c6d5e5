// Bandwidth that reaches a wanted compute utilization, and the utilization that a bandwidth gives.
//
// Utilization CU = compute / (compute + exposed communication); e = T (1/CU - 1) is the stall allowed per step, f the
// ring factor 2(n-1)/n, V the bytes of a whole synchronization.
//   every step or every H steps, moving behind a share w of one step, with a last layer that cannot be hidden:
//       b = max( f V / (H e + w T), f (V/L) / (H e) )
//   one of P fragments every H/P steps, hidden behind h steps:
//       b = f (V/P) / ( (H/P) e + h T )
// With w = 0.66, L = 35 and (P, H, h) = (24, 100, 1.5) these give Table 13 of Decoupled DiLoCo (protocol section 3.3) within 4 %;
// with w = 0.55 ... 0.64 and h = 0.48 or 1.34 the tables of the Streaming DiLoCo line (section 3.6) within one grid step.
// Valid while the network is the only limit: constant steps, no failures, latency small against the round.
#pragma once

#include "models/units.hpp"

namespace archipelago {

struct WholeModelSync {
  Seconds step;
  double interval = 1;                        // H, inner steps between synchronizations; 1 = data parallel
  Bytes volume;                               // V
  double ring_factor = 1;                     // f
  double hidden_share = 2.0 / 3.0;            // w
  int layers = 1;                             // L
};
BytesPerSecond bandwidth_for(const WholeModelSync& sync, double utilization);
double utilization_at(const WholeModelSync& sync, BytesPerSecond bandwidth);

struct FragmentSync {
  Seconds step;
  double interval = 24;                       // H
  double fragments = 24;                      // P
  Bytes volume;                               // V
  double ring_factor = 1;                     // f
  double hidden_steps = 1.5;                  // h
};
BytesPerSecond bandwidth_for(const FragmentSync& sync, double utilization);
double utilization_at(const FragmentSync& sync, BytesPerSecond bandwidth);

// The streaming simulator reads bandwidths off 50 values from 0.1 to 1000 Gbit/s: the least of them that suffices, or
// the highest when none does.
BitsPerSecond round_up_to_grid(BitsPerSecond needed);

} // namespace archipelago
