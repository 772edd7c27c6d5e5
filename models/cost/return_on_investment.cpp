#include "models/cost/return_on_investment.hpp"

#include <boost/math/tools/roots.hpp>

#include <cmath>
#include <cstdint>

namespace archipelago {

namespace {

int sign_changes(const std::vector<double>& flows) {
  int changes = 0;
  double last = 0;
  for (const double flow : flows) {
    if (flow == 0) continue;
    if (last != 0 && (flow > 0) != (last > 0)) ++changes;
    last = flow;
  }
  return changes;
}

} // namespace

double net_present_value(const std::vector<double>& flows, double rate) {
  double value = 0;
  for (std::size_t year = flows.size(); year-- > 0;) value = value / (1 + rate) + flows[year];
  return value;
}

std::optional<double> internal_rate_of_return(const std::vector<double>& flows) {
  if (sign_changes(flows) != 1) return std::nullopt;
  const auto value = [&](double rate) { return net_present_value(flows, rate); };
  double low = -0.99, high = 1;
  while (value(low) * value(high) > 0 && high < 1e6) high *= 2;
  if (value(low) * value(high) > 0) return std::nullopt;
  std::uintmax_t steps = 200;
  const auto [from, to] = boost::math::tools::toms748_solve(value, low, high, boost::math::tools::eps_tolerance<double>(48), steps);
  return 0.5 * (from + to);
}

std::optional<double> payback_years(const std::vector<double>& flows) {
  double sum = 0;
  for (std::size_t year = 0; year < flows.size(); ++year) {
    const double before = sum;
    sum += flows[year];
    if (sum < 0) continue;
    if (year == 0 || flows[year] <= 0) return static_cast<double>(year);
    return static_cast<double>(year) - 1 + -before / flows[year];
  }
  return std::nullopt;
}

} // namespace archipelago
