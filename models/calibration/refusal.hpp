// What a fit would not say: a constant that the measurements cannot identify, why, and what to measure to change that.
//
// A refused constant keeps its prior (a spec sheet's share) and the wide band that goes with it, instead of whatever
// number least squares happens to return where the data are silent.
#pragma once

#include <string>
#include <vector>

namespace archipelago {

struct Refusal {
  std::string constant;                       // "bandwidth"
  std::string reason;
  std::string measure_next;
};
using Refusals = std::vector<Refusal>;

} // namespace archipelago
