#include "models/quality/penalties.hpp"

#include "models/quality/loss_law.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace archipelago {

namespace {

// Mean squared error of the best quantizer of a unit normal with 2^b levels (Max 1960, table I); beyond five bits each bit
// divides it by four.
double distortion(double bits) {
  constexpr std::array<std::pair<double, double>, 5> known{{{1, 0.3634}, {2, 0.1175}, {3, 0.03454}, {4, 0.009497}, {5, 0.002499}}};
  for (const auto& [b, error] : known)
    if (bits <= b) return error;
  return known.back().second * std::pow(4.0, known.back().first - bits);
}

} // namespace

double learners_penalty(double parameters, double learners) {
  constexpr double outer_optimizer = -0.00255, scale = 0.003494, learners_exponent = 0.80, size_exponent = 0.28;
  const double size = std::clamp(parameters, measured_losses.least_parameters, measured_losses.most_parameters);
  const double penalty = outer_optimizer + scale * std::pow(std::max(learners - 1, 0.0), learners_exponent) * std::pow(size / 1e9, -size_exponent);
  return penalty * std::pow(std::max(parameters / measured_losses.most_parameters, 1.0), -size_exponent);
}

double interval_penalty(double learners, double sync_interval) {
  constexpr double scale = 0.0120, measured_interval = 30;
  return scale * (1 - 1 / std::max(learners, 1.0)) * std::log(sync_interval / measured_interval);
}

double bits_penalty(double bits) {
  constexpr double most = 0.9230, steepness = 2.5, half = 0.0089175;
  const double noise = std::pow(distortion(bits), steepness);
  return most * noise / (noise + half);
}

double overlap_penalty(double steps) { return 0.0002 * std::max(steps, 0.0); }

double absence_penalty(double learners, double contributors) {
  constexpr double of_half = 0.0208;   // ln 1.021
  if (contributors <= 0 || contributors >= learners) return 0;
  return of_half * (learners / contributors - 1);
}

} // namespace archipelago
