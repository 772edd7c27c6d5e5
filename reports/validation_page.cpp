#include "reports/validation_page.hpp"

#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr std::size_t worst_rows = 5;

std::string digits(double value) { return number_text(value, scale_for(value, "")); }

std::string size_text(double error, const ValidationTable& table) {
  if (table.target.measure == ErrorMeasure::relative) return fmt::format("{:.1f} %", 100 * error);
  const std::string unit = table.rows.empty() ? "" : table.rows.front().unit;
  return unit.empty() ? digits(error) : fmt::format("{} {}", digits(error), unit == "%" ? "points" : unit);
}

// Text that a cell of a table takes as it is.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|<\n", at)) != std::string::npos; at += 2) text.replace(at, 1, text[at] == '\n' ? "  " : std::string("\\") + text[at]);
  return text;
}

std::string verdict_text(const ValidationTable& table) {
  if (!table.data_here) return "data not here";
  const auto met = static_cast<std::size_t>(std::count_if(table.judgements.begin(), table.judgements.end(), [](const Judgement& one) { return one.met(); }));
  if (!table.judgements.empty()) return met == table.judgements.size() ? fmt::format("all {} met", met) : fmt::format("{} of {} met", met, table.judgements.size());
  switch (verdict_of(table)) {
  case TableVerdict::met: return "met";
  case TableVerdict::missed: return "missed";
  default: return "not judged";
  }
}

std::string summary_row(const ValidationTable& table) {
  const ErrorSummary predicted = errors_of(table, RowKind::predicted), fitted = errors_of(table, RowKind::fitted), shown = errors_of(table, RowKind::shown);
  const auto error = [&](double value) { return predicted.rows == 0 ? "" : size_text(value, table); };
  return fmt::format("| [{0}](#{0}) | {1} | {2} | {3} | {4} | {5} | {6} |\n", table.name, predicted.rows, error(predicted.median), error(predicted.maximum), fitted.rows,
                     shown.rows, verdict_text(table));
}

std::string with_unit(double value, const std::string& unit) { return digits(value) + (unit.empty() ? "" : " " + unit); }

std::string judgements_text(const ValidationTable& table) {
  if (table.judgements.empty()) return {};
  std::string text = "| held against | rows | found | at most | |\n|---|---|---|---|---|\n";
  for (const Judgement& one : table.judgements)
    text += fmt::format("| {} | {} | {} | {} | {} |\n", cell(one.statistic), one.rows, with_unit(one.value, one.unit), with_unit(one.at_most, one.unit), one.met() ? "met" : "**missed**");
  return text + "\n";
}

std::string worst_text(const ValidationTable& table) {
  std::vector<const ValidationRow*> rows;
  for (const ValidationRow& row : table.rows)
    if (row.kind == RowKind::predicted && row_error(row, table.target.measure)) rows.push_back(&row);
  const auto size = [&](const ValidationRow* row) { return std::abs(*row_error(*row, table.target.measure)); };
  std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) { return size(a) > size(b); });
  if (rows.size() > worst_rows) rows.resize(worst_rows);
  if (rows.empty()) return {};
  std::string text = "The predicted rows that are furthest off:\n\n| row | published or measured | simulated | unit | error | source |\n|---|---|---|---|---|---|\n";
  for (const ValidationRow* row : rows)
    text += fmt::format("| {} | {} | {} | {} | {}{} | {} |\n", cell(row->key), digits(row->published), digits(*row->simulated), row->unit,
                        *row_error(*row, table.target.measure) < 0 ? "−" : "+", size_text(size(row), table), cell(row->source));
  return text + "\n";
}

}   // namespace

std::string validation_markdown(const std::vector<ValidationTable>& tables) {
  std::string text = "| table | predicted rows | median error | largest | fitted rows | rows to look at | targets |\n|---|---|---|---|---|---|---|\n";
  for (const ValidationTable& table : tables) text += summary_row(table);
  for (const ValidationTable& table : tables) {
    text += fmt::format("\n## {}\n\n{}\n\n", table.name, cell(table.title));
    if (!table.data_here) {
      text += "The measured data of this table is not here: `archipelago validate --data DIR`.\n";
      continue;
    }
    text += judgements_text(table) + worst_text(table);
    for (const std::string& note : table.notes) text += "- " + cell(note) + "\n";
  }
  return text;
}

}   // namespace archipelago
