// Comma-separated values with a header line, as measurement files are published: fields in quotes may hold commas.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct CsvRow {
  int line = 0;                               // of the file, from 1
  std::vector<std::string> fields;
};

struct CsvTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
  std::vector<std::string> problems;          // rows left out, with file and line

  std::optional<std::size_t> column(std::string_view name) const;
  bool has(std::initializer_list<std::string_view> names) const;
};

CsvTable read_csv(std::istream& stream, const std::string& file);

// One row's fields by name; text of an absent column is empty.
class CsvFields {
public:
  CsvFields(const CsvTable& table, const CsvRow& row) : table_(&table), row_(&row) {}
  std::string_view text(std::string_view column) const;
  std::optional<double> number(std::string_view column) const;   // nothing if absent, empty or no number
  std::optional<double> positive(std::string_view column) const;

private:
  const CsvTable* table_;
  const CsvRow* row_;
};

} // namespace archipelago
