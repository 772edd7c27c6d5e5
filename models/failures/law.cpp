#include "models/failures/law.hpp"

#include <boost/math/quadrature/exp_sinh.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>
#include <numbers>

namespace archipelago {

namespace {

// log(1 - exp(-x)) for x > 0 without loss at either end (Maechler 2012).
double log_one_minus_exp(double x) { return x < std::numbers::ln2 ? std::log(-std::expm1(-x)) : std::log1p(-std::exp(-x)); }

// The mean is the integral of the survival function; with y = (x / scale)^shape it decays like exp(-y) for any shape.
double exponentiated_weibull_mean(double shape, double exponent) {
  const auto survival = [&](double y) {
    if (y <= 0) return 0.0;
    return -std::expm1(exponent * log_one_minus_exp(y)) * std::pow(y, 1 / shape - 1) / shape;
  };
  boost::math::quadrature::exp_sinh<double> integrator;
  return integrator.integrate(survival, 1e-10);
}

// Standard normal deviate at cumulative hazard h = -log(1 - p), accurate in both tails.
double normal_at_hazard(double h) {
  const double survival = std::exp(-h);
  if (survival < 0.5) return std::numbers::sqrt2 * boost::math::erfc_inv(2 * survival);
  return -std::numbers::sqrt2 * boost::math::erfc_inv(-2 * std::expm1(-h));
}

} // namespace

Seconds Law::mean() const {
  switch (kind) {
  case Kind::constant:
  case Kind::exponential: return scale;
  case Kind::weibull: return scale * boost::math::tgamma(1 + 1 / shape);
  case Kind::exponentiated_weibull: return scale * exponentiated_weibull_mean(shape, exponent);
  case Kind::lognormal: return scale * std::exp(0.5 * shape * shape);
  }
  return scale;
}

double Law::cdf(Seconds x) const {
  if (kind == Kind::constant) return x >= scale ? 1.0 : 0.0;
  if (x.value <= 0) return 0.0;
  const double ratio = x / scale;
  switch (kind) {
  case Kind::exponential: return -std::expm1(-ratio);
  case Kind::weibull: return -std::expm1(-std::pow(ratio, shape));
  case Kind::exponentiated_weibull: return std::exp(exponent * log_one_minus_exp(std::pow(ratio, shape)));
  default: return 0.5 * std::erfc(-std::log(ratio) / (shape * std::numbers::sqrt2));
  }
}

Seconds Law::quantile(double p) const { return first_of(1, p); }

Seconds Law::first_of(double n, double u) const {
  // 1 - (1 - F)^n = u holds where the cumulative hazard -log(1 - F) of one draw is this:
  const double hazard = -std::log1p(-u) / n;
  switch (kind) {
  case Kind::constant: return scale;
  case Kind::exponential: return scale * hazard;
  case Kind::weibull: return scale * std::pow(hazard, 1 / shape);
  case Kind::exponentiated_weibull:
    return scale * std::pow(-log_one_minus_exp(-log_one_minus_exp(hazard) / exponent), 1 / shape);
  case Kind::lognormal: return scale * std::exp(shape * normal_at_hazard(hazard));
  }
  return scale;
}

} // namespace archipelago
