#include "sim/validate/refit.hpp"

#include "sim/validate/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

using Overrides = std::vector<std::string>;

Overrides with_numbers(const std::vector<const FittedConstant*>& constants, const std::vector<double>& numbers) {
  Overrides overrides;
  for (std::size_t k = 0; k < constants.size(); ++k)
    for (const std::string& text : constants[k]->set) overrides.push_back(fmt::format(fmt::runtime(text), numbers[k]));
  return overrides;
}

std::optional<double> rms_error(const PublishedSeries& series, const Overrides& overrides, Runs& runs) {
  double squares = 0;
  bool known = true;
  for (PublishedCell cell : series.cells) {
    cell.configuration.overrides.insert(cell.configuration.overrides.end(), overrides.begin(), overrides.end());
    const auto value = simulated_value(cell, series.measure, runs);
    if (value) squares += std::pow(*value - cell.published.value, 2);
    known = known && value;
  }
  if (!known) return std::nullopt;
  return std::sqrt(squares / static_cast<double>(series.cells.size()));
}

Errors errors_on(const PublishedSeries& series, const std::vector<const FittedConstant*>& constants, const Overrides& earlier,
                 Runs& runs) {
  return [&, earlier](const std::vector<std::vector<double>>& candidates) -> std::optional<std::vector<double>> {
    for (;;) {
      std::vector<double> errors;
      for (const auto& candidate : candidates) {
        Overrides overrides = earlier;
        for (std::string& text : with_numbers(constants, candidate)) overrides.push_back(std::move(text));
        if (const auto error = rms_error(series, overrides, runs)) errors.push_back(*error);
      }
      if (errors.size() == candidates.size()) return errors;
      if (!runs.play_wanted()) return std::nullopt;
    }
  };
}

const PublishedSeries& series_named(const PublishedTable& table, const std::string& key) {
  for (const PublishedSeries& series : table.series)
    if (series.key == key) return series;
  throw TableError(fmt::format("table {}: a constant is fitted on \"{}\", which is no series of it", table.name, key));
}

}   // namespace

std::optional<CompassPoint> least_error(const CompassSearch& search, const Errors& errors) {
  std::vector<double> reach = search.reach;
  const auto first = errors({search.start});
  if (!first) return std::nullopt;
  CompassPoint best{search.start, first->front()};
  for (double share = 1; share >= search.smallest;) {
    std::vector<std::vector<double>> candidates;
    for (std::size_t k = 0; k < reach.size(); ++k)
      for (const double sign : {-1.0, 1.0}) {
        auto candidate = best.constants;
        candidate[k] += sign * share * reach[k];
        if (candidate[k] > 0) candidates.push_back(std::move(candidate));
      }
    const auto found = errors(candidates);
    if (!found) return std::nullopt;
    const auto least = std::min_element(found->begin(), found->end());
    if (*least < best.error) best = {candidates[static_cast<std::size_t>(least - found->begin())], *least};
    else share /= 2;
  }
  return best;
}

int refit_table(const PublishedTable& table, Runs& runs) {
  std::vector<std::string> keys;
  for (const FittedConstant& constant : table.fitted)
    if (!constant.set.empty() && (keys.empty() || keys.back() != constant.on)) keys.push_back(constant.on);
  if (keys.empty()) throw TableError(fmt::format("table {} has no constant that can be fitted again", table.name));

  Overrides found;
  for (const std::string& key : keys) {
    std::vector<const FittedConstant*> constants;
    CompassSearch search;
    for (const FittedConstant& constant : table.fitted)
      if (constant.on == key && !constant.set.empty()) {
        constants.push_back(&constant);
        search.start.push_back(constant.start);
        search.reach.push_back(constant.reach);
      }
    const PublishedSeries& series = series_named(table, key);
    const auto best = least_error(search, errors_on(series, constants, found, runs));
    if (!best) return 130;
    fmt::print("{}: RMS error {:.3f} {}\n", key, best->error, series.unit);
    for (std::size_t k = 0; k < constants.size(); ++k)
      fmt::print("  {} = {:.6g} (in force: {})\n", constants[k]->name, best->constants[k], constants[k]->value);
    for (std::string& text : with_numbers(constants, best->constants)) found.push_back(std::move(text));
  }
  fmt::print("{} runs, {:.3g} learner steps\n", runs.played(), runs.steps_played());
  return 0;
}

}   // namespace archipelago
