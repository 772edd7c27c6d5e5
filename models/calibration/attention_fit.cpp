#include "models/calibration/attention_fit.hpp"

#include "models/calibration/grid_fit.hpp"
#include "models/calibration/roofline_fit.hpp"
#include "models/statistics/quantile.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

using AttentionRows = std::vector<AttentionMeasurement>;
constexpr std::size_t rows_for_head_size = 3, rows_for_head_grid = 12;
constexpr std::size_t pairs_for_ratio = 3;
constexpr double keys_for_ratio = 2048;

std::uint64_t attention_key(const AttentionMeasurement& row) {
  const AttentionShape& s = row.shape;
  return measurement_key({s.batch, s.query_length, s.key_length, s.heads, s.kv_heads, s.head_size, s.causal ? 1.0 : 0.0});
}

AttentionTable fit_table(const AttentionRows& rows, const AttentionConstants& prior, Refusals& refusals) {
  std::vector<RooflineRow> roofline;
  for (const auto& row : rows)
    roofline.push_back({attention_flops(row.shape).value, attention_bytes(row.shape).value, row.time.value});
  const RooflineFit fit = fit_roofline(roofline, {prior.start.value, 1 / prior.rate.value, 1 / prior.bandwidth.value});
  for (Refusal refusal : fit.refusals) {
    refusal.constant = fmt::format("{} (head size {})", refusal.constant, prior.head_size);
    refusals.push_back(std::move(refusal));
  }
  AttentionTable table;
  table.constants = {prior.head_size, Seconds(fit.coefficients.start), FlopsPerSecond(1 / fit.coefficients.seconds_per_work),
                     BytesPerSecond(1 / fit.coefficients.seconds_per_byte)};
  if (rows.size() < rows_for_head_grid) return table;
  std::vector<GridRow> grid_rows;
  for (const auto& row : rows)
    grid_rows.push_back({attention_coordinates(row.shape), std::log(row.time / attention_time(table.constants, row.shape))});
  table.grid = fit_grid(grid_rows);
  return table;
}

void fit_ratio(const AttentionRows& rows, AttentionFit& fit, const Residual& prior, HoldBack hold_back) {
  std::map<std::uint64_t, std::array<std::vector<double>, 2>> by_shape;
  for (const auto& row : rows)
    if (row.shape.key_length >= keys_for_ratio) by_shape[attention_key(row)][row.backward ? 1 : 0].push_back(row.time.value);
  std::vector<double> fitted, held, all;
  for (const auto& [key, times] : by_shape) {
    if (times[0].empty() || times[1].empty()) continue;
    const double ratio = quantile(times[1], 0.5) / quantile(times[0], 0.5);
    (is_held_back(key, hold_back) ? held : fitted).push_back(ratio);
  }
  if (fitted.size() < pairs_for_ratio) {
    fit.refusals.push_back({"backward ratio", fmt::format("{} shapes were measured forward and backward; {} are needed", fitted.size(), pairs_for_ratio),
                            "the same shapes in both directions, 2048 keys or more"});
    return;
  }
  fit.model.backward_ratio = quantile(fitted, 0.5);
  std::vector<Predicted> errors;
  for (double ratio : held) errors.push_back({Seconds(fit.model.backward_ratio), Seconds(ratio), 0});
  fit.model.backward = residual_of(errors, basis_text(hold_back), prior);
}

const AttentionConstants& prior_for(const AttentionModel& prior, double head_size) {
  for (const AttentionTable& table : prior.tables)
    if (table.constants.head_size >= head_size) return table.constants;
  return prior.tables.back().constants;
}

} // namespace

AttentionFit fit_attention(const std::vector<AttentionMeasurement>& rows, const AttentionModel& prior, HoldBack hold_back) {
  AttentionFit fit;
  fit.model = prior;
  AttentionRows forward;
  for (const auto& row : rows) if (!row.backward) forward.push_back(row);
  const auto [fitted, held] = split(forward, hold_back, attention_key);
  if (fitted.empty()) {
    fit.refusals.push_back({"forward time", "no forward measurement", "forward passes from 256 to 16384 keys"});
    return fit;
  }

  std::map<double, AttentionRows> by_head_size;
  for (const auto& row : fitted) by_head_size[row.shape.head_size].push_back(row);
  fit.model.tables.clear();
  for (const auto& [head_size, part] : by_head_size) {
    if (part.size() < rows_for_head_size) {
      fit.refusals.push_back({fmt::format("head size {}", head_size), fmt::format("{} measurements; {} are needed", part.size(), rows_for_head_size),
                              "forward passes from 256 to 16384 keys"});
      continue;
    }
    AttentionConstants constants = prior_for(prior, head_size);
    constants.head_size = head_size;
    fit.model.tables.push_back(fit_table(part, constants, fit.refusals));
  }
  if (fit.model.tables.empty()) {
    fit.model = prior;
    return fit;
  }

  std::vector<Predicted> plain;
  AttentionModel without_tables = fit.model;
  for (auto& table : without_tables.tables) table.grid = {};
  for (const auto& row : held) {
    fit.held_back.push_back({fit.model.forward_time(row.shape), row.time, attention_flops(row.shape).value});
    plain.push_back({without_tables.forward_time(row.shape), row.time, 0});
  }
  fit.constants_only = mean_absolute_error(plain);
  fit.model.forward = residual_of(fit.held_back, basis_text(hold_back), prior.forward);
  fit_ratio(rows, fit, prior.backward, hold_back);
  return fit;
}

} // namespace archipelago
