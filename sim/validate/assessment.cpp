#include "sim/validate/assessment.hpp"

#include "models/statistics/quantile.hpp"
#include "sim/validate/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace archipelago {

namespace {

using Statistic = Requirement::Statistic;

int nearest_point(double value) {
  const auto& grid = published_grid();
  const double place = std::log(value / grid.front()) / std::log(grid[1] / grid[0]);
  return std::clamp(static_cast<int>(std::lround(place)), 0, static_cast<int>(grid.size()) - 1);
}

double error_of(const PublishedCell& cell, const CellAnswer& answer, Statistic statistic) {
  if (!answer.simulated) return std::numeric_limits<double>::infinity();
  const double size = std::abs(*answer.simulated - cell.published.value);
  switch (statistic) {
  case Statistic::max_relative:
  case Statistic::median_relative:
  case Statistic::ninetieth_relative:
    return size / cell.published.value;
  case Statistic::max_relative_or_digit:
    return size <= cell.published.digit ? 0.0 : size / cell.published.value;
  case Statistic::share_beyond_one_grid_step:
    return grid_steps_off(cell.published, *answer.simulated) > 1 ? 1.0 : 0.0;
  case Statistic::max_grid_steps:
    return grid_steps_off(cell.published, *answer.simulated);
  default:
    return size;
  }
}

// M doubles from series to series and N from column to column: the same N/M lies on a diagonal.
double worst_diagonal(const PublishedTable& table, const TableAnswers& answers, std::size_t& pairs) {
  double worst = 0;
  for (std::size_t a = 0; a < table.series.size(); ++a)
    for (std::size_t b = 0; b < table.series.size(); ++b) {
      const int fewer = table.series[a].learners, more = table.series[b].learners;
      if (fewer == 0 || more <= fewer) continue;
      const auto shift = static_cast<std::size_t>(std::lround(std::log2(more / fewer)));
      for (std::size_t column = 0; column + shift < answers[a].size(); ++column) {
        const auto& left = answers[a][column].simulated;
        const auto& right = answers[b][column + shift].simulated;
        worst = std::max(worst, left && right ? std::abs(*left - *right) : std::numeric_limits<double>::infinity());
        ++pairs;
      }
    }
  return worst;
}

double combined(const std::vector<double>& errors, Statistic statistic) {
  if (errors.empty()) return std::numeric_limits<double>::infinity();   // a requirement on nothing is a mistake in the table
  const auto count = static_cast<double>(errors.size());
  if (statistic == Statistic::rms)
    return std::sqrt(std::inner_product(errors.begin(), errors.end(), errors.begin(), 0.0) / count);
  if (statistic == Statistic::share_beyond_one_grid_step) return std::accumulate(errors.begin(), errors.end(), 0.0) / count;
  if (statistic == Statistic::median_relative) return quantile(errors, 0.5);
  if (statistic == Statistic::ninetieth_relative) return quantile(errors, 0.9);
  return *std::max_element(errors.begin(), errors.end());
}

std::string name_of(Statistic statistic) {
  switch (statistic) {
  case Statistic::rms:
    return "RMS error";
  case Statistic::max:
    return "largest error";
  case Statistic::max_relative:
    return "largest relative error";
  case Statistic::median_relative:
    return "median relative error";
  case Statistic::ninetieth_relative:
    return "90th percentile of relative errors";
  case Statistic::max_relative_or_digit:
    return "largest relative error beyond one printed digit";
  case Statistic::share_beyond_one_grid_step:
    return "share of cells off by more than one grid step";
  case Statistic::max_grid_steps:
    return "most grid steps off";
  case Statistic::diagonal:
    return "largest difference of simulated goodput(M, N) and goodput(kM, kN)";
  }
  return {};
}

bool only_predicted(Statistic statistic) { return statistic == Statistic::median_relative || statistic == Statistic::ninetieth_relative; }

bool is_share(Statistic statistic) {
  return only_predicted(statistic) || statistic == Statistic::max_relative || statistic == Statistic::max_relative_or_digit ||
         statistic == Statistic::share_beyond_one_grid_step;
}

}   // namespace

int grid_steps_off(const PublishedValue& published, double simulated) {
  const auto& grid = published_grid();
  const int ours = nearest_point(simulated);
  if (published.or_more) return std::max(0, nearest_point(published.value) - 1 - ours);
  int best = std::abs(ours - nearest_point(published.value));
  // Neighbouring points can be printed alike (0.176 and 0.212 are both 0.2).
  for (int point = 0; point < static_cast<int>(grid.size()); ++point)
    if (std::abs(grid[static_cast<std::size_t>(point)] - published.value) <= 0.5 * published.digit)
      best = std::min(best, std::abs(ours - point));
  return best;
}

Judgement assess(const PublishedTable& table, const TableAnswers& answers, const Requirement& requirement) {
  Judgement judgement;
  judgement.at_most = requirement.at_most;
  judgement.statistic = name_of(requirement.statistic);
  if (requirement.statistic == Statistic::diagonal) {
    judgement.unit = table.series.front().unit;
    judgement.value = worst_diagonal(table, answers, judgement.rows);
    return judgement;
  }
  std::vector<double> errors;
  for (std::size_t s = 0; s < table.series.size(); ++s) {
    const PublishedSeries& series = table.series[s];
    if (series.group != requirement.group) continue;
    judgement.unit = is_share(requirement.statistic)                      ? ""
                     : requirement.statistic == Statistic::max_grid_steps ? "grid steps"
                                                                          : series.unit;
    for (std::size_t c = 0; c < series.cells.size(); ++c)
      if (series.cells[c].kind == RowKind::predicted || (series.cells[c].kind == RowKind::fitted && !only_predicted(requirement.statistic)))
        errors.push_back(error_of(series.cells[c], answers[s][c], requirement.statistic));
  }
  judgement.statistic += " of " + requirement.group;
  judgement.rows = errors.size();
  judgement.value = combined(errors, requirement.statistic);
  return judgement;
}

}   // namespace archipelago
