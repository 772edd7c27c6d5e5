#include "reports/validation_table.hpp"

#include "reports/quantity_text.hpp"
#include "reports/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

std::string four_digits(double value) { return number_text(value, scale_for(value, "")); }

std::string error_text(double error, ErrorMeasure measure, std::string_view unit) {
  return measure == ErrorMeasure::relative ? fmt::format("{:.2f} %", 100 * error)
                                           : fmt::format("{} {}", four_digits(error), unit);
}

std::string signed_error(const std::optional<double>& error, ErrorMeasure measure) {
  if (!error) return "none";
  if (measure == ErrorMeasure::relative) return fmt::format("{:+.2f} %", 100 * *error);
  return (*error > 0 ? "+" : "") + four_digits(*error);
}

std::string row_table(const ValidationTable& table, const Terminal& terminal) {
  const auto& rows = table.rows;
  const bool has_formula = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.closed_form.has_value(); });
  Table text;
  text.add_column("row", {}, Align::left);
  text.add_column("published");
  text.add_column("simulated");
  if (has_formula) text.add_column("closed form"), text.give_way();
  text.add_column("unit", {}, Align::left);
  text.add_column("error");
  text.add_column("kind", {}, Align::left);
  text.add_column("source", {}, Align::left);
  text.give_way();
  for (const ValidationRow& row : rows) {
    std::vector<std::string> cells{printable(row.key, terminal), four_digits(row.published),
                                   row.simulated ? four_digits(*row.simulated) : "no value"};
    if (has_formula) cells.push_back(row.closed_form ? four_digits(*row.closed_form) : "");
    cells.insert(cells.end(), {row.unit, signed_error(row_error(row, table.target.measure), table.target.measure),
                               std::string(to_string(row.kind)), printable(row.source, terminal)});
    text.add_row(std::move(cells));
  }
  return text.render(terminal, 2);
}

std::string unit_of(const ValidationTable& table) { return table.rows.empty() ? "" : table.rows.front().unit; }

std::string errors_line(const ValidationTable& table, RowKind kind) {
  const ErrorSummary errors = errors_of(table, kind);
  if (errors.rows == 0) return {};
  const auto text = [&](double error) { return error_text(error, table.target.measure, unit_of(table)); };
  std::string line = fmt::format("  {} (rows: {}): error RMS {}, median {}, max {}", to_string(kind), errors.rows,
                                 text(errors.rms), text(errors.median), text(errors.maximum));
  if (errors.without_value > 0) line += fmt::format(", {} without a value", errors.without_value);
  return line + '\n';
}

std::string target_text(const ValidationTable& table) {
  std::string text;
  const auto bound = [&](const char* name, const std::optional<double>& value) {
    if (value)
      text += fmt::format("{}{} <= {}", text.empty() ? "" : ", ", name, error_text(*value, table.target.measure, unit_of(table)));
  };
  bound("RMS", table.target.rms);
  bound("median", table.target.median);
  bound("max", table.target.maximum);
  return text;
}

std::string verdict_word(bool met, const Terminal& terminal) {
  return met ? painted("met", Hue::green, terminal) : painted("MISSED", Hue::vermillion, terminal);
}

std::string judgement_line(const Judgement& judgement, const Terminal& terminal) {
  const std::string unit = judgement.unit.empty() ? "" : " " + judgement.unit;
  return fmt::format("  {} {} (rows: {}): {}{}, at most {}{}\n", verdict_word(judgement.met(), terminal),
                     printable(judgement.statistic, terminal), judgement.rows, four_digits(judgement.value), unit,
                     four_digits(judgement.at_most), unit);
}

std::string verdict_line(const ValidationTable& table, const Terminal& terminal) {
  if (table.data_here && !table.judgements.empty() && target_text(table).empty()) return {};   // each judgement has said it
  switch (verdict_of(table)) {
  case TableVerdict::met:
    return fmt::format("  {} target {}\n", verdict_word(true, terminal), target_text(table));
  case TableVerdict::missed:
    return fmt::format("  {} target {}\n", verdict_word(false, terminal), target_text(table));
  case TableVerdict::not_judged:
    return "  not judged: no predicted row with a target\n";
  case TableVerdict::data_not_here:
    return "  data not here\n";
  }
  return {};
}

std::size_t count(const std::vector<ValidationTable>& tables, TableVerdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(tables.begin(), tables.end(), [verdict](const auto& table) { return verdict_of(table) == verdict; }));
}

}   // namespace

std::string validation_text(const std::vector<ValidationTable>& tables, const Terminal& terminal) {
  std::string text;
  for (const ValidationTable& table : tables) {
    text +=
        strong(printable(table.title.empty() ? table.name : fmt::format("{}: {}", table.name, table.title), terminal), terminal) +
        '\n';
    if (table.data_here) {
      text += row_table(table, terminal);
      for (const RowKind kind : {RowKind::predicted, RowKind::fitted, RowKind::shown}) text += errors_line(table, kind);
      for (const Judgement& judgement : table.judgements) text += judgement_line(judgement, terminal);
      for (const std::string& note : table.notes) text += "  " + wrapped(printable(note, terminal), 4, terminal) + '\n';
    }
    text += verdict_line(table, terminal) + '\n';
  }
  return text + fmt::format("tables: {} met, {} missed, {} not judged, {} without data here\n", count(tables, TableVerdict::met),
                            count(tables, TableVerdict::missed), count(tables, TableVerdict::not_judged),
                            count(tables, TableVerdict::data_not_here));
}

}   // namespace archipelago
