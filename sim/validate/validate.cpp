#include "sim/validate/validate.hpp"

#include "reports/terminal.hpp"
#include "reports/validation_page.hpp"
#include "reports/validation_table.hpp"
#include "scenarios/efficiencies.hpp"
#include "sim/validate/answers.hpp"
#include "sim/validate/assessment.hpp"
#include "sim/validate/calibrated_table.hpp"
#include "sim/validate/quality_table.hpp"
#include "sim/validate/refit.hpp"
#include "sim/validate/traces/traces_table.hpp"
#include "sim/validate/training/asked_tables.hpp"
#include "sim/validate/training/factors.hpp"
#include "sim/validate/training/training_table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace archipelago {

namespace {

// Tables without a file of their own: worked out from laws or from measured data.
constexpr const char* training = "training";
constexpr const char* quality = "quality";
struct ComputedTable { const char* name; ValidationTable (*make)(const ValidateRequest& request); };
const ComputedTable computed_tables[] = {
    {quality, [](const ValidateRequest&) { return quality_table(); }},
    {training, [](const ValidateRequest& request) { return training_table({.data = request.data, .scenarios = request.scenarios}); }},
    {"traces", [](const ValidateRequest& request) { return traces_table({request.data, request.scenarios, request.jobs}); }},
    {"generators", [](const ValidateRequest& request) { return generators_table({request.data, request.scenarios, request.jobs}); }}};
bool is_computed(const std::string& name) {
  return std::any_of(std::begin(computed_tables), std::end(computed_tables), [&](const auto& table) { return table.name == name; });
}

std::vector<PublishedTable> wanted_tables(const ValidateRequest& request, const std::vector<std::string>& names) {
  std::vector<PublishedTable> tables;
  std::string known;
  for (const auto& file : table_files(request.scenarios / "validation")) {
    PublishedTable table = read_table(file, request.data);
    known += (known.empty() ? "" : ", ") + table.name;
    if (names.empty() || std::find(names.begin(), names.end(), table.name) != names.end()) tables.push_back(std::move(table));
  }
  for (const ComputedTable& table : computed_tables) known += std::string(", ") + table.name;
  for (const std::string& name : names)
    if (!is_computed(name) && std::none_of(tables.begin(), tables.end(), [&](const auto& table) { return table.name == name; }))
      throw UnknownTable(fmt::format("there is no table \"{}\"; there are {}", name, known));
  return tables;
}

// Bandwidths span decades and rows of several units have no common error: both are read as shares of the published value.
bool is_relative(const PublishedTable& table) {
  return std::any_of(table.series.begin(), table.series.end(), [&](const auto& series) {
    return series.measure.least_bandwidth != Measurement::LeastBandwidth::none || series.unit != table.series.front().unit;
  });
}

Terminal output_terminal() {
  Terminal terminal = terminal_of(STDOUT_FILENO);
  if (!terminal.is_tty) terminal.width = std::max(terminal.width, 140);   // nothing is cut in a file
  return terminal;
}

ValidationTable to_report(const PublishedTable& table, const TableAnswers& answers, const std::vector<std::string>& failures) {
  ValidationTable report;
  report.name = table.name;
  report.title = table.title;
  report.data_here = table.data_here;
  if (!table.data_here) return report;
  report.target.measure = is_relative(table) ? ErrorMeasure::relative : ErrorMeasure::absolute;
  for (std::size_t s = 0; s < table.series.size(); ++s) {
    const PublishedSeries& series = table.series[s];
    for (std::size_t c = 0; c < series.cells.size(); ++c) {
      const PublishedCell& cell = series.cells[c];
      report.rows.push_back({table.name, cell.key, cell.published.value, answers[s][c].simulated, series.unit, cell.kind,
                             series.source, answers[s][c].closed_form});
    }
  }
  for (const Requirement& requirement : table.requirements) report.judgements.push_back(assess(table, answers, requirement));
  for (const FittedConstant& constant : table.fitted)
    report.notes.push_back(fmt::format("fitted: {} = {}, on {} ({})", constant.name, constant.value, constant.on, constant.how));
  report.notes.insert(report.notes.end(), table.notes.begin(), table.notes.end());
  for (const std::string& failure : failures) report.notes.push_back("failed run: " + failure);
  return report;
}

Runs runs_for(const ValidateRequest& request) {
  return Runs({request.scenarios / "validation", request.scenarios / "catalogues", request.jobs});
}

std::function<void(std::size_t)> progress_on_terminal() {
  if (!isatty(STDERR_FILENO)) return [](std::size_t) {};
  return [](std::size_t played) { fmt::print(stderr, "\r\x1b[K{} runs played", played); };
}

// What decides the exit status, on stderr, where stdout is for a program or a page.
void report_misses(const std::vector<ValidationTable>& tables) {
  for (const ValidationTable& table : tables) {
    if (!table.data_here) fmt::print(stderr, "{}: data not here\n", table.name);
    for (const Judgement& judgement : table.judgements)
      if (!judgement.met())
        fmt::print(stderr, "{}: missed: {}: {:.4g}, at most {:.4g} {}\n", table.name, judgement.statistic, judgement.value,
                   judgement.at_most, judgement.unit);
  }
}

}   // namespace

Validation validate_tables(const ValidateRequest& request) {
  auto tables = wanted_tables(request, request.tables);
  for (PublishedTable& table : tables) calibrate_table(table, {request.scenarios / "validation", request.scenarios / "catalogues", request.jobs});
  Runs runs = runs_for(request);
  const Answers answers = answer_all(tables, runs, progress_on_terminal());
  Validation validation;
  validation.interrupted = answers.interrupted;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    validation.tables.push_back(to_report(tables[t], answers.tables[t], answers.failures[t]));
    validation.run_failed = validation.run_failed || !answers.failures[t].empty();
  }
  if (validation.interrupted) return validation;
  for (const ComputedTable& table : computed_tables)
    if (request.tables.empty() || std::find(request.tables.begin(), request.tables.end(), table.name) != request.tables.end())
      validation.tables.push_back(table.make(request));
  return validation;
}

namespace {

int print_factors(const ValidateRequest& request) {
  if (!request.data) throw UnknownTable("the factors of the table \"training\" are fitted to measured steps: name their folder with --data");
  const AskedTables asked(*request.data, request.scenarios);
  if (asked.steps().empty()) throw UnknownTable(fmt::format("{} has no tables of training steps", request.data->string()));
  fmt::print("{}", efficiencies_text(efficiency_factors(asked.steps())));
  return 0;
}

}   // namespace

int validate_command(const ValidateRequest& request) {
  try {
    if (request.refit && *request.refit == training) return print_factors(request);
    if (request.refit && *request.refit == quality) throw UnknownTable("the constants of the table \"quality\" are in models/quality, with the rows each was fitted on");
    if (request.refit) {
      Runs runs = runs_for(request);
      return refit_table(wanted_tables(request, {*request.refit}).front(), runs);
    }
    const Validation validation = validate_tables(request);
    if (isatty(STDERR_FILENO)) fmt::print(stderr, "\r\x1b[K");
    if (validation.interrupted) return 130;
    if (request.json) {
      fmt::print("{}\n", to_json(validation.tables).dump(2));
      report_misses(validation.tables);
    } else if (request.markdown) {
      fmt::print("{}", validation_markdown(validation.tables));
      report_misses(validation.tables);
    } else {
      fmt::print("{}", validation_text(validation.tables, output_terminal()));
    }
    if (validation.run_failed) return 1;
    return any_missed(validation.tables) ? 4 : 0;
  } catch (const UnknownTable& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return 2;
  } catch (const TableError& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return 3;
  } catch (const TableInterrupted&) {
    return 130;
  }
}

}   // namespace archipelago
