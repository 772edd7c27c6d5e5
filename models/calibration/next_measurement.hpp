// What to measure next: the measurement after which a step is predicted with the narrowest band.
//
// Each candidate is taken as if it came out exactly as predicted, since how far a band narrows does not depend on the outcome, and
// the step's band is composed anew (models/workload/step/band.hpp).
#pragma once

#include "models/calibration/spec_update.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct NextMeasurement {
  std::string what;                           // "a matrix product of 8192 x 8192 x 8192 in bf16"
  double low = 1, high = 1;                   // the step's band afterwards, as shares of its prediction
};

// By rising width; candidates that narrow the band by less than a hundredth are left out. The question's profile and software
// are replaced by what is known now.
std::vector<NextMeasurement> next_measurements(const SpecUpdate& known, const StepQuestion& step);

} // namespace archipelago
