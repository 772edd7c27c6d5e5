#include "models/failures/law_means.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
// Of value(u) over u in (0,1); z = log(u / (1 - u)) spreads both ends out.
template <class Value> Seconds integrate_over_unit(Value value) {
  const auto integrand = [&](double z) {
    const double u = 1 / (1 + std::exp(-z));
    return value(u) * u / (1 + std::exp(z));
  };
  return Seconds(boost::math::quadrature::gauss_kronrod<double, 61>::integrate(integrand, -36.0, 36.0, 2, 1e-5));
}
} // namespace

Seconds mean_of_first(const Law& law, double n) {
  if (law.kind == Law::Kind::constant || n == 1) return law.mean();
  if (law.kind == Law::Kind::exponential) return law.scale / n;
  if (law.kind == Law::Kind::weibull) return law.mean() * std::pow(n, -1 / law.shape);
  return integrate_over_unit([&](double u) { return law.first_of(n, u).value; });
}

Seconds mean_of_last(const Law& law, double n) {
  if (law.kind == Law::Kind::constant || n == 1) return law.mean();
  return integrate_over_unit([&](double u) { return law.quantile(std::min(std::pow(u, 1 / n), 1 - 1e-16)).value; });
}

} // namespace archipelago
