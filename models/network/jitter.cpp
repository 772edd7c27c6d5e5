#include "models/network/jitter.hpp"

#include <boost/math/distributions/gamma.hpp>

namespace archipelago {

Seconds jitter_draw(Seconds mean, Seconds deviation, double u) {
  const double relative = deviation / mean;
  const boost::math::gamma_distribution<double> law(1 / (relative * relative), mean.value * relative * relative);
  return Seconds(boost::math::quantile(law, u)) - mean;
}

} // namespace archipelago
