// Laws of times between failures and of times to return.
//
//   exponential            F(x) = 1 - exp(-x / scale)
//   Weibull                F(x) = 1 - exp(-(x / scale)^shape)
//   exponentiated Weibull  F(x) = (1 - exp(-(x / scale)^shape))^exponent
//   lognormal              F(x) = Phi(ln(x / scale) / sigma), scale = median
//   constant               all mass at scale
//
// Units: seconds. Source: protocol section 2.1 (exponentiated Weibull), failures literature for the others.
#pragma once

#include "models/units.hpp"

namespace archipelago {

struct Law {
  enum class Kind { constant, exponential, weibull, exponentiated_weibull, lognormal };
  Kind kind = Kind::constant;
  Seconds scale;              // mean of exponential, scale of the Weibulls, median of lognormal, value of constant
  double shape = 1;           // Weibull shape, or sigma of lognormal
  double exponent = 1;        // exponentiated Weibull only

  Seconds mean() const;                       // by closed form or quadrature
  double cdf(Seconds x) const;
  Seconds quantile(double p) const;           // p in (0,1)
  // Time to the first of n independent draws, from one uniform u in (0,1): x with 1-(1-F(x))^n = u.
  Seconds first_of(double n, double u) const;
};

} // namespace archipelago
