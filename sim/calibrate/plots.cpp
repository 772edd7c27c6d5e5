#include "sim/calibrate/plots.hpp"

#include "models/statistics/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr int bins = 11;                      // the middle one around zero, the outer two open
constexpr double bin_width = 0.05;
constexpr int bar_width = 48;
constexpr double plot_reach = 0.3;            // errors from -30 % to 30 % across the picture

int column_of(double error) {
  const double place = (error + plot_reach) / (2 * plot_reach) * (bar_width - 1);
  return std::clamp(static_cast<int>(std::lround(place)), 0, bar_width - 1);
}

} // namespace

std::string error_histogram(const std::vector<Predicted>& rows) {
  std::array<int, bins> count{};
  for (const Predicted& row : rows) {
    const double bin = std::floor((row.ratio() - 1) / bin_width + bins / 2.0);
    ++count[static_cast<std::size_t>(std::clamp(bin, 0.0, bins - 1.0))];
  }
  const int most = std::max(1, *std::max_element(count.begin(), count.end()));
  std::string out = "    predicted / measured - 1, held-back measurements\n";
  for (int bin = 0; bin < bins; ++bin) {
    const int n = count[static_cast<std::size_t>(bin)];
    const std::string center = bin == 0 ? "  less" : bin == bins - 1 ? "  more" : fmt::format("{:+4.0f} %", 100 * bin_width * (bin - bins / 2));
    out += fmt::format("    {} |{:<{}} {}\n", center, std::string(static_cast<std::size_t>(n * bar_width / most), '#'), bar_width, n);
  }
  return out;
}

std::string errors_by_size(const std::vector<Predicted>& rows, const std::string& unit) {
  std::map<int, std::vector<double>> by_decade;
  for (const Predicted& row : rows) by_decade[static_cast<int>(std::floor(std::log10(std::max(row.size, 1.0))))].push_back(row.ratio() - 1);
  std::string out = fmt::format("    {:<14}{:<{}}  median, count\n", unit, fmt::format("{:<20}{:^8}{:>20}", "-30 %", "0", "+30 %"), bar_width);
  for (const auto& [decade, errors] : by_decade) {
    std::string bar(bar_width, ' ');
    bar[static_cast<std::size_t>(column_of(0))] = '|';
    for (int at = column_of(quantile(errors, 0.1)); at <= column_of(quantile(errors, 0.9)); ++at) bar[static_cast<std::size_t>(at)] = '-';
    const double median = quantile(errors, 0.5);
    bar[static_cast<std::size_t>(column_of(median))] = 'o';
    out += fmt::format("    1e{:<12}{}  {:+.1f} %, {}\n", decade, bar, 100 * median, errors.size());
  }
  return out;
}

} // namespace archipelago
