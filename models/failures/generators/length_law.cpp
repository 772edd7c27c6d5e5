#include "models/failures/generators/length_law.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace archipelago {

namespace {
constexpr double last_deviate = 5;
constexpr std::size_t table_size = 1001;
double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }
} // namespace

double LengthLaw::cdf(double seconds) const {
  if (seconds <= 0) return momentary;
  double above = weight * first.cdf(Seconds(seconds));
  if (weight < 1) above += (1 - weight) * second.cdf(Seconds(seconds));
  return momentary + (1 - momentary) * above;
}

double LengthLaw::quantile(double p) const {
  if (p <= momentary) return 0;
  const double q = std::clamp((p - momentary) / (1 - momentary), 1e-15, 1 - 1e-15);
  double low = first.quantile(q).value;
  if (weight >= 1) return low;
  double high = second.quantile(q).value;
  if (low > high) std::swap(low, high);       // the mixture's quantile is between those of its parts
  for (int step = 0; step < 60 && high > low * (1 + 1e-12); ++step) {
    const double middle = std::sqrt(low * high);
    (weight * first.cdf(Seconds(middle)) + (1 - weight) * second.cdf(Seconds(middle)) < q ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

Seconds LengthLaw::mean() const { return (1 - momentary) * (weight * first.mean() + (1 - weight) * (weight < 1 ? second.mean() : Seconds(0))); }

LengthLaw LengthLaw::scaled(double factor) const {
  LengthLaw law = *this;
  law.first.scale *= factor;
  law.second.scale *= factor;
  return law;
}

LengthTable::LengthTable(const LengthLaw& law)
    : momentary_below_(law.momentary > 0 ? -std::numbers::sqrt2 * boost::math::erfc_inv(2 * std::min(law.momentary, 1 - 1e-12))
                                         : -std::numeric_limits<double>::infinity()),
      logarithms_(table_size) {
  LengthLaw lasting = law;
  lasting.momentary = 0;
  for (std::size_t i = 0; i < table_size; ++i) {
    const double z = -last_deviate + 2 * last_deviate * static_cast<double>(i) / (table_size - 1);
    const double p = law.momentary > 0 ? std::max(1e-9, (normal_cdf(z) - law.momentary) / (1 - law.momentary)) : normal_cdf(z);
    logarithms_[i] = std::log(lasting.quantile(p));
  }
}

double LengthTable::at(double normal_deviate) const {
  if (normal_deviate < momentary_below_) return 0;
  const double place = (std::clamp(normal_deviate, -last_deviate, last_deviate) + last_deviate) / (2 * last_deviate) * (table_size - 1);
  const auto below = std::min(static_cast<std::size_t>(place), table_size - 2);
  return std::exp(std::lerp(logarithms_[below], logarithms_[below + 1], place - static_cast<double>(below)));
}

} // namespace archipelago
