// How often to write a checkpoint, and what checkpointing then costs.
//
// Exponential failures of mean time M between them, a pause `write` per checkpoint and `restart` after each failure
// (failures may strike during both). Work of length tau takes on average (Daly 2006, eq. 13)
//   E(tau) = M exp(restart/M) (exp((tau + write)/M) - 1),
// and E(tau)/tau is least where 1 - tau/M = exp(-(tau + write)/M): tau = M (1 + W0(-exp(-1 - write/M))), Lambert's W.
//   Young 1974:             tau = sqrt(2 write M)
//   Daly 2006, first order: tau = sqrt(2 write M) - write, for write < M/2 (else M)
//   Daly 2006, higher order: tau = sqrt(2 write M) (1 + sqrt(write/2M)/3 + write/18M) - write, for write < 2M (else M)
// Intervals are useful work between two writes. A write that does not block costs no pause; then the shortest interval
// that the storage sustains is best, and that is for the caller to say.
#pragma once

#include "models/units.hpp"

namespace archipelago {

struct CheckpointCosts {
  Seconds mtbf;                               // of the whole job, not of one accelerator
  Seconds write;
  Seconds restart;
};

Seconds daly_optimal_interval(Seconds write, Seconds mtbf);        // the exact minimum; the restart does not move it
Seconds young_interval(Seconds write, Seconds mtbf);
Seconds daly_first_order_interval(Seconds write, Seconds mtbf);
Seconds daly_higher_order_interval(Seconds write, Seconds mtbf);

Seconds expected_time(const CheckpointCosts& costs, Seconds interval);   // for one interval of useful work
double checkpoint_efficiency(const CheckpointCosts& costs, Seconds interval);

} // namespace archipelago
