#include "models/failures/checkpoint_interval.hpp"

#include <boost/math/special_functions/lambert_w.hpp>

#include <cmath>

namespace archipelago {

Seconds daly_optimal_interval(Seconds write, Seconds mtbf) {
  const double ratio = write / mtbf;
  if (ratio <= 0) return Seconds(0);
  if (ratio >= 1) return mtbf * (1 + boost::math::lambert_w0(-std::exp(-1 - ratio)));
  // Near the branch point (cheap writes) W0 loses half its digits; Newton on log(1 - x) + x + ratio = 0 keeps them all.
  double x = ratio > 1e-6 ? 1 + boost::math::lambert_w0(-std::exp(-1 - ratio)) : std::sqrt(2 * ratio);
  for (int step = 0; step < 2; ++step) x += (std::log1p(-x) + x + ratio) * (1 - x) / x;
  return mtbf * x;
}

Seconds young_interval(Seconds write, Seconds mtbf) { return Seconds(std::sqrt(2 * write.value * mtbf.value)); }

Seconds daly_first_order_interval(Seconds write, Seconds mtbf) {
  return write < mtbf / 2 ? young_interval(write, mtbf) - write : mtbf;
}

Seconds daly_higher_order_interval(Seconds write, Seconds mtbf) {
  if (write >= mtbf * 2) return mtbf;
  const double half = write / mtbf / 2;
  return young_interval(write, mtbf) * (1 + std::sqrt(half) / 3 + half / 9) - write;
}

Seconds expected_time(const CheckpointCosts& costs, Seconds interval) {
  return costs.mtbf * (std::exp(costs.restart / costs.mtbf) * std::expm1((interval + costs.write) / costs.mtbf));
}

double checkpoint_efficiency(const CheckpointCosts& costs, Seconds interval) { return interval / expected_time(costs, interval); }

} // namespace archipelago
