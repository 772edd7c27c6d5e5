#include "models/protocol/layer_readiness.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace archipelago {

Seconds step_end(Seconds start, Seconds step, const std::vector<PieceArrival>& arrivals) {
  // Four maxima, so that a piece need not wait for the comparison before it; the greatest of all is the same in any order.
  std::array<Seconds, 4> latest{start, start, start, start};
  std::size_t k = 0;
  for (; k + latest.size() <= arrivals.size(); k += latest.size())
    for (std::size_t lane = 0; lane < latest.size(); ++lane) latest[lane] = std::max(latest[lane], arrivals[k + lane].at - step * (forward_share * arrivals[k + lane].depth));
  for (; k < arrivals.size(); ++k) latest[0] = std::max(latest[0], arrivals[k].at - step * (forward_share * arrivals[k].depth));
  return *std::max_element(latest.begin(), latest.end()) + step;
}

std::vector<Seconds> pipe_arrivals(const std::vector<Seconds>& ready, const std::vector<Bytes>& sizes, BytesPerSecond rate) {
  std::vector<Seconds> arrivals;
  arrivals.reserve(ready.size());
  Seconds free(-std::numeric_limits<double>::infinity());
  for (std::size_t k = 0; k < ready.size(); ++k) {
    free = std::max(ready[k], free) + sizes[k] / rate;
    arrivals.push_back(free);
  }
  return arrivals;
}

} // namespace archipelago
