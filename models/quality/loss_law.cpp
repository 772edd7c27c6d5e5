#include "models/quality/loss_law.hpp"

#include <cmath>

namespace archipelago {

namespace {

constexpr double floor_loss = 1.0676, size_scale = 35.1636, size_exponent = 0.154;
constexpr double data_scale = 580.55, data_exponent = 0.3;

double loss_at_usual_tokens(double parameters) { return floor_loss + size_scale * std::pow(parameters, -size_exponent); }

} // namespace

double data_parallel_loss(double parameters, double tokens) {
  const double usual = std::pow(tokens_per_parameter * parameters, -data_exponent);
  return loss_at_usual_tokens(parameters) + data_scale * (std::pow(tokens, -data_exponent) - usual);
}

std::optional<double> data_parallel_tokens(double parameters, double loss) {
  const double usual = std::pow(tokens_per_parameter * parameters, -data_exponent);
  const double left = (loss - loss_at_usual_tokens(parameters)) / data_scale + usual;
  if (left <= 0) return std::nullopt;
  return std::pow(left, -1 / data_exponent);
}

} // namespace archipelago
