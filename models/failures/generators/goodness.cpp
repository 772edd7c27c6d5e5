#include "models/failures/generators/goodness.hpp"

#include "models/statistics/quantile.hpp"

namespace archipelago {

namespace {
std::vector<double> values_of(const std::vector<std::vector<FitFigure>>& runs, std::size_t figure) {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(run[figure].value);
  return values;
}
} // namespace

std::vector<GoodnessRow> compare_figures(const std::vector<FitFigure>& observed, const std::vector<std::vector<FitFigure>>& generated,
                                         const std::vector<std::vector<FitFigure>>& memoryless) {
  std::vector<GoodnessRow> rows;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const std::vector<double> values = values_of(generated, i), plain = values_of(memoryless, i);
    const double median = quantile(values, 0.5);
    rows.push_back({observed[i].name, observed[i].unit, observed[i].value, median, quantile(values, 0.1), median, quantile(values, 0.9),
                    quantile(plain, 0.5), observed[i].tolerance, 1});
  }
  return rows;
}

void take_together(std::vector<GoodnessRow>& rows, std::uint32_t histories, const std::vector<double>& expected, const std::vector<double>& memoryless) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    rows[i].histories = histories;
    rows[i].median = expected[i];
    rows[i].memoryless = memoryless[i];
  }
}

std::vector<double> medians_of(const std::vector<std::vector<double>>& runs) {
  std::vector<double> medians;
  for (std::size_t i = 0; i < runs.front().size(); ++i) {
    std::vector<double> values;
    for (const auto& run : runs) values.push_back(run[i]);
    medians.push_back(quantile(std::move(values), 0.5));
  }
  return medians;
}

} // namespace archipelago
