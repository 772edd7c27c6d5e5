#include "sim/validate/measured_data.hpp"

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
  if (!std::getline(in, line)) throw TableError(fmt::format("{}: cannot be read, or is empty", file.string()));
  columns_ = split(line);
  for (int number = 2; std::getline(in, line); ++number) {
    auto parts = split(line);
    if (parts.size() != columns_.size())
      throw TableError(fmt::format("{}:{}: {} values for {} columns", file.string(), number, parts.size(), columns_.size()));
    const std::string run = parts.front();
    lines_.emplace(run, std::move(parts));
  }
}

std::string MeasuredData::filled(std::string text, const std::string& run) const {
  const auto line = lines_.find(run);
  if (line == lines_.end()) throw TableError(fmt::format("the measured data has no run \"{}\"", run));
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const std::size_t close = text.find('}', open);
    const std::string name = text.substr(open + 1, close - open - 1);
    const auto column = std::find(columns_.begin(), columns_.end(), name);
    if (column == columns_.end()) throw TableError(fmt::format("the measured data has no column \"{}\"", name));
    text.replace(open, close - open + 1, line->second[static_cast<std::size_t>(column - columns_.begin())]);
  }
  return text;
}

std::optional<std::filesystem::path> find_measured(const std::optional<std::filesystem::path>& folder, const std::string& name) {
  if (!folder) return std::nullopt;
  for (const auto& file : {*folder / name, *folder / "timings" / name})
    if (std::filesystem::exists(file)) return file;
  return std::nullopt;
}

}   // namespace archipelago
