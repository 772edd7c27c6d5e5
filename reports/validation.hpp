// Published or measured values beside ours: rows, errors per table, and a verdict against a stated target.
//
//   error = simulated − published, in the row's unit;  relative error = error / published
//
// Kinds: a `predicted` row was not used to choose any constant; a `fitted` row was; a `shown` row is there to look at.
// Only predicted rows are held against the target. RMS, median and maximum are over the absolute size of the errors.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

enum class RowKind { predicted, fitted, shown };

struct ValidationRow {
  std::string table, key;
  double published = 0;
  std::optional<double> simulated;   // absent: the run gave no value, which misses any target
  std::string unit;                  // "percent", "Gbps", "h", …
  RowKind kind = RowKind::predicted;
  std::string source;
  std::optional<double> closed_form;   // the same figure from a formula, where there is one
};

enum class ErrorMeasure { absolute, relative };   // in the row's unit, or as a fraction of the published value

// What a table must reach; an absent bound is not asked for.
struct ValidationTarget {
  ErrorMeasure measure = ErrorMeasure::absolute;
  std::optional<double> rms, median, maximum;
};

// A requirement that the errors' summary cannot express (a group of rows, grid steps, printed digits), already worked out.
struct Judgement {
  std::string statistic;   // "RMS error of goodput, M>=2"
  double value = 0, at_most = 0;
  std::string unit;
  std::size_t rows = 0;
  bool met() const { return value <= at_most; }
};

struct ValidationTable {
  std::string name, title;
  ValidationTarget target;
  std::vector<Judgement> judgements;   // count beside the target
  std::vector<std::string> notes;      // what the reader must know: fitted constants, failed runs
  std::vector<ValidationRow> rows;
  bool data_here = true;   // false: its measured data was not given; does not count, does not fail
};

struct ErrorSummary {
  std::size_t rows = 0, without_value = 0;
  double rms = 0, median = 0, maximum = 0;
};

enum class TableVerdict { met, missed, not_judged, data_not_here };

std::optional<double> row_error(const ValidationRow& row, ErrorMeasure measure);   // signed
ErrorSummary errors_of(const ValidationTable& table, RowKind kind);
TableVerdict verdict_of(const ValidationTable& table);
bool any_missed(const std::vector<ValidationTable>& tables);   // exit code 4

// The rows of all tables as the contract has them.
nlohmann::json to_json(const std::vector<ValidationTable>& tables);

std::string_view to_string(RowKind kind);

}   // namespace archipelago
