// What makes spot capacity come and go: reclaims and returns, each a renewal process with batches.
//
//   reclaims   while some are held, the next one comes after `loss_gap` (drawn anew at each reclaim, and when the first returns); with
//              `per_instance` that clock runs at the share that is held, so that each instance has its own risk
//   returns    while some are missing, the next one comes after `grant_gap` (drawn anew at each return, and when the first goes)
//   batch      of n held (or missing): one, or several with probability `several`; of those all with probability `all`, else
//              2 + floor(s (n - 1)) with a share s = 1 - u^(1/tail), mean 1 / (1 + tail)
// For one instance these are its up-spell and down-spell laws. Batches are shares, so that instants do not depend on how many are
// asked for. The waiting time for re-admission decides more than any discount. Source of the shape: spot traces of AWS and GCP, 2020-2023.
#pragma once

#include "models/failures/generators/generate_outages.hpp"

namespace archipelago {

struct BatchLaw { double several = 0, all = 0, tail = 1; };

struct SpotLaw {
  LengthLaw loss_gap, grant_gap;
  BatchLaw loss, grant;
  bool per_instance = false;                  // else the market as a whole decides when
  double held_at_start = 0;                   // share of what is asked for
};

class SpotGenerator {                         // for many traces of one law
public:
  explicit SpotGenerator(const SpotLaw& law) : law_(law), loss_gaps_(law.loss_gap), grant_gaps_(law.grant_gap) {}
  CapacityTrace operator()(const GeneratorRequest& request) const;

private:
  SpotLaw law_;
  LengthTable loss_gaps_, grant_gaps_;
};

} // namespace archipelago
