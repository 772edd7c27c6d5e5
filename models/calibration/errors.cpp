#include "models/calibration/errors.hpp"

#include "models/statistics/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {
constexpr std::size_t rows_for_band = 10;
}

double mean_absolute_error(const std::vector<Predicted>& rows) {
  if (rows.empty()) return 0;
  double sum = 0;
  for (const Predicted& row : rows) sum += std::abs(row.ratio() - 1);
  return sum / static_cast<double>(rows.size());
}

Residual residual_of(const std::vector<Predicted>& rows, const std::string& basis, const Residual& otherwise) {
  if (rows.empty()) return otherwise;
  std::vector<double> measured_share;
  measured_share.reserve(rows.size());
  for (const Predicted& row : rows) measured_share.push_back(1 / row.ratio());
  Residual residual{mean_absolute_error(rows), quantile(measured_share, 0.1), quantile(measured_share, 0.9),
                    static_cast<std::int64_t>(rows.size()), basis};
  if (rows.size() < rows_for_band) {
    residual.low = std::min(residual.low, otherwise.low);
    residual.high = std::max(residual.high, otherwise.high);
    residual.basis = fmt::format("{}; too few for a band, widened", basis);
  }
  return residual;
}

} // namespace archipelago
