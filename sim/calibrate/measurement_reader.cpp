#include "sim/calibrate/measurement_reader.hpp"

#include "sim/calibrate/csv.hpp"
#include "sim/calibrate/probe_lines.hpp"
#include "sim/calibrate/schemas.hpp"

#include <fmt/format.h>

#include <fstream>

namespace archipelago {

namespace {

const Schema* schema_of(const CsvTable& table) {
  for (const auto* schemas : {&kernel_schemas(), &collective_schemas()})
    for (const Schema& schema : *schemas)
      if (schema.recognises(table)) return &schema;
  return nullptr;
}

ReadFile read_rows(const CsvTable& table, const Schema& schema, const ReaderOptions& options, MeasurementFiles& out) {
  ReadFile read{table.file, schema.name};
  for (const CsvRow& row : table.rows) {
    const CsvFields fields(table, row);
    const RowFate fate = is_wanted_device(fields, options) ? schema.read(fields, table, options, out.measurements) : RowFate::other_device;
    read.used += fate == RowFate::used;
    read.other_device += fate == RowFate::other_device;
    read.not_described += fate == RowFate::not_described;
    if (fate == RowFate::malformed)
      out.problems.push_back(fmt::format("{}:{}: a value of {} is missing or is no positive number", table.file, row.line, schema.name));
  }
  return read;
}

} // namespace

void read_measurements(std::istream& stream, const std::string& file, const ReaderOptions& options, MeasurementFiles& out) {
  if (stream.peek() == '{') {
    out.files.push_back(read_probe_lines(stream, file, out));
    return;
  }
  const CsvTable table = read_csv(stream, file);
  out.problems.insert(out.problems.end(), table.problems.begin(), table.problems.end());
  if (const Schema* schema = schema_of(table)) out.files.push_back(read_rows(table, *schema, options, out));
  else out.problems.push_back(fmt::format("{}:1: columns of no known schema; sim/calibrate/README.md lists them", file));
}

MeasurementFiles read_measurements(const std::vector<std::string>& files, const ReaderOptions& options) {
  MeasurementFiles out;
  for (const std::string& file : files) {
    std::ifstream stream(file);
    if (stream) read_measurements(stream, file, options, out);
    else out.problems.push_back(fmt::format("{}: cannot be read", file));
  }
  return out;
}

} // namespace archipelago
