// What is believed about a few constants, and what one measurement changes: a linear Gaussian update in logarithms.
//
//   log(measured / predicted) = w . x + e,   x ~ N(mean, C),   e ~ N(0, noise^2)
//   gain = C w / (w C w + noise^2),   mean += gain log ratio,   C -= gain (C w)
//
// x are log time factors, 0 = as predicted; w is the share of the time that each constant accounts for, so that a measurement
// speaks about what it spends its time in and about nothing else. A constant has a level, common to all shapes, which measurements
// reveal, and a dependence on the shape, which single ones do not: that stays in the band of every prediction.
// After each measurement the caller predicts with the new mean, so ratios are always to the latest prediction.
#pragma once

#include "models/hardware/residual.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct Belief {
  std::string name;
  double level = 0, shape = 0;                // standard deviations of the logarithm
};

// The 80 % band of a residual as a standard deviation of the logarithm, and back. A measured mean error of a normal
// deviation is 0.8 of it.
double deviation_of(const Residual& residual);
Residual residual_of_deviation(double deviation, std::string basis);

// Splits a residual's deviation into level and shape; a shape dependence of at most nine tenths of it leaves a level to learn.
Belief belief_of(std::string name, const Residual& residual, double shape);

// Deviation of a prediction whose level keeps this share of its variance.
double narrowed(const Belief& prior, double level_kept);

class Beliefs {
public:
  explicit Beliefs(std::vector<Belief> priors);

  void observe(const std::vector<double>& weights, double log_ratio, double noise);

  std::size_t size() const { return priors_.size(); }
  const Belief& prior(std::size_t i) const { return priors_[i]; }
  double mean(std::size_t i) const { return mean_[i]; }
  double level(std::size_t i) const;          // standard deviation now
  double deviation(std::size_t i) const;      // of a prediction: level and shape
  double level_kept(std::size_t i) const;     // variance of the level over what it was
  bool learned(std::size_t i) const;          // the level narrowed by a hundredth or more

private:
  double& covariance(std::size_t i, std::size_t j) { return covariance_[i * size() + j]; }

  std::vector<Belief> priors_;
  std::vector<double> mean_, covariance_;
};

} // namespace archipelago
