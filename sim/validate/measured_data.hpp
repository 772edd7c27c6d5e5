// Measured runs as they lie in a folder that the user names with --data: a CSV file with a header, one run per line.
//
// A table refers to them by {column}: its published values and its overrides then come from the line of the cell's run, so that
// measured figures stay where they were published and none is copied here. {a-b} and {a/b} are worked out; {median a} is over
// all lines of the run, where it has several.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

class MeasuredData {
public:
  // The first column names the run. Throws TableError when the file is no such table.
  explicit MeasuredData(const std::filesystem::path& file);

  // `text` with each {column} replaced by its value in the run's line.
  std::string filled(std::string text, const std::string& run) const;

private:
  using Lines = std::vector<std::vector<std::string>>;
  std::string worked_out(const std::string& expression, const Lines& lines) const;
  const std::string& value(const std::string& column, const std::vector<std::string>& line) const;
  double number(const std::string& column, const std::vector<std::string>& line) const;

  std::vector<std::string> columns_;
  std::map<std::string, Lines> lines_;
};

// The files of a table, each read once.
class MeasuredFiles {
public:
  explicit MeasuredFiles(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}
  const MeasuredData* find(const std::string& name);   // nullptr where it is not here

private:
  std::optional<std::filesystem::path> folder_;
  std::map<std::string, std::optional<MeasuredData>> files_;
};

// The file in the folder or in its part `timings`; absent when it is in neither.
std::optional<std::filesystem::path> find_measured(const std::optional<std::filesystem::path>& folder, const std::string& name);

}   // namespace archipelago
