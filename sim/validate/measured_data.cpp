#include "sim/validate/measured_data.hpp"

#include "models/statistics/quantile.hpp"
#include "models/text/cells.hpp"
#include "sim/validate/published_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace archipelago {

namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  if (!line.empty() && line.back() == ',') parts.emplace_back();
  return parts;
}

}   // namespace

MeasuredData::MeasuredData(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line.empty()) throw TableError(fmt::format("{}: cannot be read, or is empty", file.string()));
  columns_ = split(line);
  for (int number = 2; std::getline(in, line); ++number) {
    auto parts = split(line);
    if (parts.size() != columns_.size())
      throw TableError(fmt::format("{}:{}: {} values for {} columns", file.string(), number, parts.size(), columns_.size()));
    const std::string run = parts.front();
    lines_[run].push_back(std::move(parts));
  }
}

std::string MeasuredData::filled(std::string text, const std::string& run) const {
  const auto lines = lines_.find(run);
  if (lines == lines_.end()) throw TableError(fmt::format("the measured data has no run \"{}\"", run));
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const std::size_t close = text.find('}', open);
    text.replace(open, close - open + 1, worked_out(text.substr(open + 1, close - open - 1), lines->second));
  }
  return text;
}

std::string MeasuredData::worked_out(const std::string& expression, const Lines& lines) const {
  constexpr std::string_view median = "median ";
  if (expression.starts_with(median)) {
    std::vector<double> values;
    for (const auto& line : lines)
      if (const std::string column = expression.substr(median.size()); !value(column, line).empty()) values.push_back(number(column, line));
    if (values.empty()) throw TableError(fmt::format("the run has no value of \"{}\"", expression.substr(median.size())));
    return fmt::format("{}", quantile(values, 0.5));
  }
  const std::size_t sign = expression.find_first_of("-/");
  if (sign == std::string::npos) return value(expression, lines.front());
  const double left = number(expression.substr(0, sign), lines.front()), right = number(expression.substr(sign + 1), lines.front());
  return fmt::format("{}", expression[sign] == '-' ? left - right : left / right);
}

const std::string& MeasuredData::value(const std::string& column, const std::vector<std::string>& line) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) throw TableError(fmt::format("the measured data has no column \"{}\"", column));
  return line[static_cast<std::size_t>(found - columns_.begin())];
}

double MeasuredData::number(const std::string& column, const std::vector<std::string>& line) const {
  const std::string& text = value(column, line);
  if (const auto read = number_in(text)) return *read;
  throw TableError(fmt::format("the measured data of the run \"{}\" has \"{}\" as {}: no number", line.front(), text, column));
}

const MeasuredData* MeasuredFiles::find(const std::string& name) {
  const auto [place, fresh] = files_.try_emplace(name);
  if (fresh)
    if (const auto file = find_measured(folder_, name)) place->second.emplace(*file);
  return place->second ? &*place->second : nullptr;
}

std::optional<std::filesystem::path> find_measured(const std::optional<std::filesystem::path>& folder, const std::string& name) {
  if (!folder) return std::nullopt;
  for (const auto& file : {*folder / name, *folder / "timings" / name})
    if (std::filesystem::exists(file)) return file;
  return std::nullopt;
}

}   // namespace archipelago
