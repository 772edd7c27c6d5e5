#include "sim/calibrate/csv.hpp"

#include "models/text/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>

namespace archipelago {

namespace {

std::vector<std::string> fields_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string> fields;
  split_cells(line, fields);
  return fields;
}

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? std::nullopt : std::optional<std::size_t>(found - columns.begin());
}

bool CsvTable::has(std::initializer_list<std::string_view> names) const {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return column(name).has_value(); });
}

CsvTable read_csv(std::istream& stream, const std::string& file) {
  CsvTable table;
  table.file = file;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (line.empty() || line == "\r") continue;
    if (table.columns.empty()) {
      table.columns = fields_of(line);
      continue;
    }
    CsvRow row{number, fields_of(line)};
    if (row.fields.size() == table.columns.size()) table.rows.push_back(std::move(row));
    else table.problems.push_back(fmt::format("{}:{}: {} fields where the header has {}", file, number, row.fields.size(), table.columns.size()));
  }
  return table;
}

std::string_view CsvFields::text(std::string_view column) const {
  const auto at = table_->column(column);
  return at ? std::string_view(row_->fields[*at]) : std::string_view();
}

std::optional<double> CsvFields::number(std::string_view column) const { return number_in(text(column)); }

std::optional<double> CsvFields::positive(std::string_view column) const {
  const auto value = number(column);
  return value && *value > 0 ? value : std::nullopt;
}

} // namespace archipelago
