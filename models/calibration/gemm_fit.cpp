#include "models/calibration/gemm_fit.hpp"

#include "models/calibration/few_products.hpp"
#include "models/calibration/grid_fit.hpp"
#include "models/calibration/roofline_fit.hpp"
#include "models/statistics/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago {

namespace {

using GemmRows = std::vector<GemmMeasurement>;
constexpr std::array<double, 5> wave_shares{0, 0.25, 0.5, 0.75, 1};
constexpr int wave_share_folds = 4;
constexpr std::size_t rows_for_constants = 10;   // fewer correct the prior, see few_products.hpp
constexpr double timing_uncertainty = 0.03;   // of a median of repeated timings
constexpr std::size_t rows_for_grid = 64;    // fewer say little beyond the constants

std::uint64_t gemm_key(const GemmMeasurement& row) { return measurement_key({row.m, row.n, row.k}); }

GemmConstants fit_constants(const GemmRows& rows, const GemmConstants& prior, double wave_share, Refusals& refusals) {
  GemmConstants constants = prior;
  constants.wave_share = prior.multiprocessors > 0 ? wave_share : 0;
  std::vector<RooflineRow> roofline;
  roofline.reserve(rows.size());
  for (const auto& row : rows)
    roofline.push_back({gemm_flops(row.m, row.n, row.k).value * wave_factor(constants, row.m, row.n),
                        gemm_bytes(constants.precision, row.m, row.n, row.k).value, row.time.value});
  const RooflineFit fit =
      fit_roofline(roofline, {prior.start.value, 1 / prior.rate.value, 1 / prior.bandwidth.value});
  constants.start = Seconds(fit.coefficients.start);
  constants.rate = FlopsPerSecond(1 / fit.coefficients.seconds_per_work);
  constants.bandwidth = BytesPerSecond(1 / fit.coefficients.seconds_per_byte);
  refusals = fit.refusals;
  return constants;
}

LogGrid fit_table(const GemmRows& rows, const GemmConstants& constants) {
  if (rows.size() < rows_for_grid) return {};
  std::vector<GridRow> grid_rows;
  grid_rows.reserve(rows.size());
  for (const auto& row : rows)
    grid_rows.push_back({{std::log2(row.m), std::log2(row.n), std::log2(row.k)},
                         std::log(row.time / gemm_time(constants, row.m, row.n, row.k))});
  return fit_grid(grid_rows);
}

GemmModel fit_model(const GemmRows& rows, const GemmModel& prior, double wave_share, Refusals& refusals) {
  GemmModel model = prior;
  model.constants = fit_constants(rows, prior.constants, wave_share, refusals);
  model.grid = fit_table(rows, model.constants);
  return model;
}

std::vector<Predicted> predictions(const GemmModel& model, const GemmRows& rows) {
  std::vector<Predicted> out;
  for (const auto& row : rows)
    out.push_back({model.time(row.m, row.n, row.k), row.time, gemm_flops(row.m, row.n, row.k).value});
  return out;
}

double cross_validated_error(const GemmRows& rows, const GemmModel& prior, double wave_share, std::uint64_t seed) {
  std::vector<Predicted> out;
  Refusals ignored;
  for (int fold = 0; fold < wave_share_folds; ++fold) {
    GemmRows inside, outside;
    for (const auto& row : rows) (fold_of(gemm_key(row), seed, wave_share_folds) == fold ? outside : inside).push_back(row);
    const auto errors = predictions(fit_model(inside, prior, wave_share, ignored), outside);
    out.insert(out.end(), errors.begin(), errors.end());
  }
  return mean_absolute_error(out);
}

GemmFit narrowed(const GemmRows& rows, const GemmModel& prior) {
  GemmFit fit;
  fit.model = prior;
  fit.refusals.push_back({"three constants by least squares", fmt::format("{} measurements; {} are needed", rows.size(), rows_for_constants),
                          "a sweep of m, n and k from 16 to 16384"});
  Beliefs beliefs(product_beliefs(prior));
  std::size_t used = 0;
  for (const auto& row : rows) {
    const ProductEvidence evidence = evidence_of(fit.model.constants, row);
    if (evidence.refusal) {
      fit.refusals.push_back(*evidence.refusal);
      continue;
    }
    const double ratio = row.time / gemm_time(fit.model.constants, row.m, row.n, row.k);
    const double shape = beliefs.prior(static_cast<std::size_t>(evidence.tells)).shape;
    beliefs.observe({evidence.weights.begin(), evidence.weights.end()}, std::log(ratio), std::hypot(shape, timing_uncertainty));
    fit.model = with_products(prior, beliefs, 0, 1, 2, fmt::format("{}; {} measured products", prior.training.basis, ++used));
  }
  return fit;
}

} // namespace

GemmFit fit_gemm(const std::vector<GemmMeasurement>& rows, const GemmModel& prior, HoldBack hold_back) {
  if (rows.size() < rows_for_constants) return narrowed(rows, prior);
  GemmFit fit;
  auto [fitted, held] = split(rows, hold_back, gemm_key);
  double share = 0;
  fit.cross_validated = INFINITY;
  for (const double candidate : wave_shares) {
    if (candidate > 0 && prior.constants.multiprocessors <= 0) break;
    const double error = cross_validated_error(fitted, prior, candidate, hold_back.seed);
    if (error < fit.cross_validated) share = candidate, fit.cross_validated = error;
  }
  fit.model = fit_model(fitted, prior, share, fit.refusals);

  const auto training_end = std::stable_partition(held.begin(), held.end(),
                                                  [](const auto& row) { return is_training_shape(row.m, row.n, row.k); });
  fit.held_back = predictions(fit.model, held);
  fit.held_back_training = static_cast<std::size_t>(training_end - held.begin());
  GemmModel plain = fit.model;
  plain.grid = {};
  fit.constants_only = mean_absolute_error(predictions(plain, held));

  const std::string basis = basis_text(hold_back);
  fit.model.all = residual_of(fit.held_back, basis, prior.all);
  fit.model.training = residual_of({fit.held_back.begin(), fit.held_back.begin() + (training_end - held.begin())}, basis,
                                   prior.training);
  return fit;
}

} // namespace archipelago
