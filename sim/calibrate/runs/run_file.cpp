#include "sim/calibrate/runs/run_file.hpp"

#include "scenarios/format/nearest.hpp"
#include "sim/calibrate/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace archipelago {

namespace {

const std::vector<std::string> needed{"scenario", "result_key", "value", "unit"};
const std::vector<std::string> known{"scenario", "result_key", "value", "unit", "set"};

void check_columns(const CsvTable& table, std::vector<std::string>& problems) {
  for (const std::string& name : needed)
    if (!table.column(name)) problems.push_back(fmt::format("{}:1: no column \"{}\"; expected {}, and perhaps set", table.file, name, fmt::join(needed, ", ")));
  for (const std::string& name : table.columns) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string nearest = nearest_name(name, known);
    problems.push_back(fmt::format("{}:1: unknown column \"{}\"; expected {}{}", table.file, name, fmt::join(known, ", "),
                                   nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
  }
}

std::vector<std::string> overrides_of(std::string_view text) {
  std::vector<std::string> overrides;
  std::istringstream in{std::string(text)};
  for (std::string one; std::getline(in, one, ';');) {
    one.erase(0, one.find_first_not_of(' '));
    while (!one.empty() && one.back() == ' ') one.pop_back();
    if (!one.empty()) overrides.push_back(one);
  }
  return overrides;
}

} // namespace

RunFile read_run_file(const std::filesystem::path& file) {
  RunFile out;
  std::ifstream stream(file);
  if (!stream || std::filesystem::is_directory(file)) return {{}, {fmt::format("{}: cannot be read", file.string())}};
  const CsvTable table = read_csv(stream, file.string());
  out.problems = table.problems;
  check_columns(table, out.problems);
  if (!table.has({"scenario", "result_key", "value", "unit"})) return out;
  for (const CsvRow& row : table.rows) {
    const CsvFields fields(table, row);
    MeasuredFigure figure;
    figure.place = fmt::format("{}:{}", file.string(), row.line);
    const auto wrong = [&](const std::string& fault) { out.problems.push_back(fmt::format("{}: {}", figure.place, fault)); };
    const std::size_t before = out.problems.size();
    figure.scenario = file.parent_path() / std::string(fields.text("scenario"));
    figure.overrides = overrides_of(fields.text("set"));
    figure.key_text = fields.text("result_key");
    if (!std::filesystem::is_regular_file(figure.scenario)) wrong(fmt::format("no such scenario: {}", figure.scenario.string()));
    const auto value = fields.positive("value");
    if (!value) wrong(fmt::format("value \"{}\": expected a number above zero", fields.text("value")));
    const KeyReading key = read_result_key(figure.key_text);
    if (!key.key) wrong(key.fault);
    const UnitReading unit = key.key ? read_unit(*key.key->figure, fields.text("unit")) : UnitReading{};
    if (key.key && !unit.factor) wrong(unit.fault);
    if (out.problems.size() > before) continue;
    figure.key = *key.key;
    figure.value = *value * *unit.factor;
    out.figures.push_back(std::move(figure));
  }
  if (table.rows.empty() && out.problems.empty()) out.problems.push_back(fmt::format("{}: no line of measurements", file.string()));
  return out;
}

} // namespace archipelago
