// The cells of a line of comma-separated values, and numbers in them, without allocating for plain ones: a large file has a
// hundred million of them.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// Cells lie in the line itself; only one in quotes is copied, without them.
class CsvCells {
public:
  void split(std::string_view line);          // which must outlive what is read
  std::size_t size() const { return cells_.size(); }
  std::string_view operator[](std::size_t i) const { return cells_[i]; }

private:
  std::size_t quoted(std::string_view line);  // takes a cell with quotes; its length in the line

  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;          // keeps its strings in place
};

std::optional<long double> decimal(std::string_view text);   // finite; blanks around it do not count

} // namespace archipelago
