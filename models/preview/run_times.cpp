#include "models/preview/run_times.hpp"

#include <numeric>

namespace archipelago {

double LearnerTime::total() const { return std::accumulate(spent.begin(), spent.end(), 0.0); }

double LearnerTime::up() const {
  double up = 0;
  for (TimeClass what : {TimeClass::compute, TimeClass::degraded, TimeClass::lost_work, TimeClass::exposed_communication,
                         TimeClass::quorum_wait, TimeClass::straggler_wait, TimeClass::data_wait})
    up += spent[static_cast<std::size_t>(what)];
  return up / total();
}

} // namespace archipelago
