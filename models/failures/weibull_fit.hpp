// A Weibull law fitted to times by maximum likelihood, with an interval for its shape.
//
//   The shape k solves  sum(x^k ln x) / sum(x^k) - 1/k = mean(ln x);  scale = (mean(x^k))^(1/k)
//   Large samples: sd(k) = 0.7797 k / sqrt(n) (inverse Fisher information), as if the times were independent.
// k < 1: failures cluster, k = 1: exponential, k > 1: they wear out. Zero times say nothing of k and are left out.
#pragma once

#include "models/failures/law.hpp"
#include "models/statistics/estimate.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct WeibullFit {
  Law law;                                    // law.shape is k
  Interval shape;                             // 90 %
  std::size_t samples = 0;                    // above zero
};

std::optional<WeibullFit> fit_weibull(const std::vector<double>& seconds);      // nothing under three times above zero, or if all are equal
std::optional<Law> fit_lognormal(const std::vector<double>& seconds);           // likewise

double log_likelihood(const Law& law, const std::vector<double>& seconds);      // of a Weibull or lognormal law; zeros left out
double kolmogorov_distance(const Law& law, std::vector<double> seconds);        // sup |F_n - F|, zeros left out

} // namespace archipelago
