// Others on the same links, as flows that compete with the run's own for bandwidth (max-min fair, each flow like any other).
//
//   background flows   `flows` of them at a time from one site to another: each moves `size` bytes (lognormal of that mean and
//                      coefficient of variation; endless without a size), then pauses for `gap`, then moves the next
//   neighbour          another job's synchronizations: every `interval` a ring all-reduce of `bytes` over its sites, as one flow of
//                      2 (n-1)/n x bytes from each site to the next; the next one begins `interval` after the last has begun, or
//                      has ended if it is blocking, and never before it has ended
//
// Draws are keyed by seed, name, place and number of the flow: two designs compete with the same background. Measured traffic between
// data centres: sizes with a heavy tail, on and off spells (Benson et al., IMC 2010); the laws here are the user's to state.
#pragma once

#include "models/failures/law.hpp"
#include "models/units.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct BackgroundFlows {
  std::string name;
  std::size_t from = 0, to = 0;               // sites
  bool both_ways = false;                     // as many the other way
  int flows = 1;
  std::optional<Bytes> size;                  // mean; absent: endless
  double size_cv = 0;
  std::optional<Law> gap;                     // absent: none
};

struct Neighbour {
  std::string name;
  std::vector<std::size_t> sites;             // in the order of its ring
  Bytes bytes;
  Seconds interval, first;                    // first: date of its first synchronization
  bool blocking = false;
};

} // namespace archipelago
