#include "models/protocol/layer_readiness.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

Seconds step_end(Seconds start, Seconds step, const std::vector<PieceArrival>& arrivals) {
  Seconds effective_start = start;
  for (const PieceArrival& piece : arrivals)
    effective_start = std::max(effective_start, piece.at - step * (forward_share * piece.depth));
  return effective_start + step;
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
