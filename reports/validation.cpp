#include "reports/validation.hpp"

#include "models/statistics/quantile.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

json or_null(const std::optional<double>& value) { return value && std::isfinite(*value) ? json(*value) : json(); }

bool within(double error, const std::optional<double>& bound) { return !bound || error <= *bound; }

}   // namespace

std::string_view to_string(RowKind kind) {
  switch (kind) {
  case RowKind::predicted:
    return "predicted";
  case RowKind::fitted:
    return "fitted";
  case RowKind::shown:
    return "shown";
  }
  return "";
}

std::optional<double> row_error(const ValidationRow& row, ErrorMeasure measure) {
  if (!row.simulated || !std::isfinite(*row.simulated)) return std::nullopt;
  const double error = *row.simulated - row.published;
  if (measure == ErrorMeasure::absolute) return error;
  if (row.published == 0) return std::nullopt;
  return error / std::abs(row.published);
}

ErrorSummary errors_of(const ValidationTable& table, RowKind kind) {
  ErrorSummary summary;
  std::vector<double> sizes;
  double squares = 0;
  for (const ValidationRow& row : table.rows) {
    if (row.kind != kind) continue;
    ++summary.rows;
    if (const auto error = row_error(row, table.target.measure)) {
      sizes.push_back(std::abs(*error));
      squares += *error * *error;
    } else {
      ++summary.without_value;
    }
  }
  if (sizes.empty()) return summary;
  summary.rms = std::sqrt(squares / static_cast<double>(sizes.size()));
  summary.maximum = *std::max_element(sizes.begin(), sizes.end());
  summary.median = quantile(sizes, 0.5);
  return summary;
}

TableVerdict verdict_of(const ValidationTable& table) {
  if (!table.data_here) return TableVerdict::data_not_here;
  const ValidationTarget& target = table.target;
  const ErrorSummary errors = errors_of(table, RowKind::predicted);
  const bool judges_rows = errors.rows > 0 && (target.rms || target.median || target.maximum);
  if (!judges_rows && table.judgements.empty()) return TableVerdict::not_judged;
  if (std::any_of(table.judgements.begin(), table.judgements.end(), [](const Judgement& judgement) { return !judgement.met(); }))
    return TableVerdict::missed;
  const bool met = errors.without_value == 0 && within(errors.rms, target.rms) && within(errors.median, target.median) &&
                   within(errors.maximum, target.maximum);
  return met ? TableVerdict::met : TableVerdict::missed;
}

bool any_missed(const std::vector<ValidationTable>& tables) {
  return std::any_of(tables.begin(), tables.end(), [](const auto& table) { return verdict_of(table) == TableVerdict::missed; });
}

json to_json(const std::vector<ValidationTable>& tables) {
  json rows = json::array();
  for (const ValidationTable& table : tables)
    for (const ValidationRow& row : table.rows) {
      json entry = {{"table", row.table},
                    {"key", row.key},
                    {"published", row.published},
                    {"simulated", or_null(row.simulated)},
                    {"error", or_null(row_error(row, ErrorMeasure::absolute))},
                    {"relative_error", or_null(row_error(row, ErrorMeasure::relative))},
                    {"unit", row.unit},
                    {"kind", to_string(row.kind)},
                    {"source", row.source}};
      if (row.closed_form) entry["closed_form"] = or_null(row.closed_form);
      rows.push_back(std::move(entry));
    }
  return rows;
}

}   // namespace archipelago
