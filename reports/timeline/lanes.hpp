// Lanes for slices that overlap in time, so that each lane holds disjoint ones.
//
// Slices come in order of their end. Each goes to the lane whose last slice ended latest but no later than this one starts
// (best fit), which needs no more lanes than slices that are open at once.
#pragma once

#include "models/units.hpp"

#include <vector>

namespace archipelago {

class Lanes {
public:
  std::size_t lane_for(Seconds from, Seconds to);
  std::size_t count() const { return ends_.size(); }

private:
  std::vector<Seconds> ends_;   // of the last slice of each lane
};

}   // namespace archipelago
