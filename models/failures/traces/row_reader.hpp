// One reader per family of kinds: rows of cells become a trace. Only read_trace uses these.
#pragma once

#include "models/failures/traces/read_trace.hpp"

#include <memory>
#include <string_view>
#include <unordered_map>

namespace archipelago {

class Row {
public:
  Row(const std::vector<std::string>& titles, const std::vector<std::string>& cells) : titles_(titles), cells_(cells) {}
  std::string_view operator[](std::string_view title) const {   // empty if there is no such column
    for (std::size_t i = 0; i < titles_.size(); ++i)
      if (titles_[i] == title) return cells_[i];
    return {};
  }

private:
  const std::vector<std::string>& titles_;
  const std::vector<std::string>& cells_;
};

// Names numbered in the order of their first appearance.
class Numbering {
public:
  std::uint32_t operator()(std::string_view name) {
    const auto [at, added] = numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(at->first);
    return at->second;
  }
  bool knows(std::string_view name) const { return numbers_.contains(std::string(name)); }
  std::size_t size() const { return names_.size(); }
  std::vector<std::string> take_names() { return std::move(names_); }

private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

class RowReader {
public:
  virtual ~RowReader() = default;
  virtual std::string take(const Row& row) = 0;                  // why the row is malformed; empty if it is not
  // The trace; before it, what only the whole of the rows can tell is added to the reading.
  virtual Trace finish(const TraceFacts& facts, TraceReading& reading) = 0;
};

std::unique_ptr<RowReader> make_outage_reader(const TraceFacts& facts);         // kind, nodes, horizon stated
std::unique_ptr<RowReader> make_capacity_reader(const TraceFacts& facts);
std::unique_ptr<RowReader> make_join_leave_reader(const TraceFacts& facts);
std::unique_ptr<RowReader> make_episode_reader(const TraceFacts& facts);
std::unique_ptr<RowReader> make_matrix_reader(const TraceFacts& facts);

std::string shown(std::string_view cell);                        // a cell in a message: in quotes, cut to a length, printable

} // namespace archipelago
