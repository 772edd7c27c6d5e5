#include "sim/validate/measure.hpp"

#include "sim/validate/closed_form.hpp"
#include "sim/validate/figure.hpp"
#include "sim/validate/search.hpp"

#include <functional>

namespace archipelago {

namespace {

// A figure's value in one run, whoever plays it; absent: not known yet, or not in the result.
using Figure = std::function<std::optional<double>(const Runs::Query&)>;

std::optional<double> mean_figure(const std::vector<Result>& results, const Measurement& measure, std::size_t column) {
  double sum = 0;
  for (const Result& result : results) {
    const auto value = measure.from.empty() ? figure_in(result, measure.figure) : share_from(result, measure.figure, measure.from.at(column));
    if (!value) return std::nullopt;
    sum += *value;
  }
  return sum / static_cast<double>(results.size());
}

constexpr double gigabit = 1e9;

std::optional<double> least_bandwidth(const PublishedCell& cell, const Measurement& measure, const Figure& figure) {
  const double wanted = measure.at_least.at(cell.column);
  const Probe probe = [&](double gbps) { return figure({cell.configuration, BitsPerSecond(gbps * gigabit)}); };
  if (measure.least_bandwidth == Measurement::LeastBandwidth::grid) return least_on_grid(published_grid(), wanted, probe);
  return least_by_bisection({1e-3, 1e3, 0.002}, wanted, probe);
}

std::optional<double> value_of(const PublishedCell& cell, const Measurement& measure, const Figure& figure) {
  if (measure.least_bandwidth != Measurement::LeastBandwidth::none) return least_bandwidth(cell, measure, figure);
  const auto value = figure({cell.configuration, std::nullopt});
  if (measure.compare == Measurement::Compare::none) return value ? std::optional(measure.scale * *value) : std::nullopt;
  const auto reference = figure({cell.reference.value(), std::nullopt});   // asked for even if the value is not there yet
  if (!value || !reference) return std::nullopt;
  return measure.scale * (measure.compare == Measurement::Compare::ratio ? *value / *reference : *value - *reference);
}

}   // namespace

const std::vector<double>& published_grid() {
  static const std::vector<double> grid = logarithmic_grid(0.1, 1000, 50);
  return grid;
}

std::optional<double> simulated_value(const PublishedCell& cell, const Measurement& measure, Runs& runs) {
  return value_of(cell, measure, [&](const Runs::Query& query) -> std::optional<double> {
    const auto* results = runs.find(query);
    return results ? mean_figure(*results, measure, cell.column) : std::nullopt;
  });
}

std::optional<double> closed_form_value(const PublishedCell& cell, const Measurement& measure, Runs& runs) {
  if (!measure.from.empty()) return std::nullopt;   // no formula has a distribution
  return value_of(cell, measure, [&](const Runs::Query& query) { return figure_by_formula(*runs.world(query), measure.figure); });
}

}   // namespace archipelago
