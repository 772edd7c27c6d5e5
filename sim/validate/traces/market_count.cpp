#include "sim/validate/traces/market_count.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

namespace archipelago {

namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<Cells> rows;
  std::string line, cell;
  while (std::getline(stream, line)) {
    Cells cells;
    for (std::istringstream rest(line); std::getline(rest, cell, ',');) cells.push_back(cell);
    if (cells.size() < 3) cells.resize(3);      // empty ones at the end
    char* end = nullptr;
    if (!cells.empty() && (std::strtod(cells[0].c_str(), &end), end != cells[0].c_str())) rows.push_back(cells);   // else titles, remarks
  }
  return rows;
}

double number(const std::string& cell) { return std::strtod(cell.c_str(), nullptr); }

class Counter {
public:
  explicit Counter(double horizon) : horizon_(horizon) {}

  void gain(double at) { count_.gained += at > 0 && at < horizon_; }
  void lose(double at) {
    if (at <= 0 || at >= horizon_) return;
    ++count_.lost;
    instants_.insert(at);
  }
  void hold(double from, double to) { count_.held_s += std::max(0.0, std::min(to, horizon_) - from); }
  MarketCount finished() {
    count_.reclaims = instants_.size();
    return count_;
  }

private:
  double horizon_;
  MarketCount count_;
  std::set<double> instants_;
};

} // namespace

MarketCount count_market(const std::filesystem::path& file, const std::string& kind, double horizon_s) {
  Counter counter(horizon_s);
  long before = 0;
  double since = 0;
  std::map<std::string, double> there;        // named nodes: since when
  for (const Cells& row : rows_of(file)) {
    const double at = number(row[0]);
    if (kind == "capacity_steps") {
      const long now = std::strtol(row[1].c_str(), nullptr, 10);
      for (long i = now; i < before; ++i) counter.lose(at);
      for (long i = before; i < now; ++i) counter.gain(at);
      for (long i = 0; i < before; ++i) counter.hold(since, at);
      before = now;
      since = at;
    } else if (kind == "node_join_leave") {
      if (row[1] == "add") {
        counter.gain(at);
        there[row[2]] = at;
      } else {
        counter.lose(at);
        counter.hold(there[row[2]], at);
        there.erase(row[2]);
      }
    } else {
      const bool taken = row[2] == "preempted";
      counter.gain(at);
      if (taken) counter.lose(number(row[1]));
      counter.hold(at, taken ? number(row[1]) : horizon_s);
    }
  }
  for (long i = 0; i < before; ++i) counter.hold(since, horizon_s);
  for (const auto& [node, from] : there) counter.hold(from, horizon_s);
  return counter.finished();
}

} // namespace archipelago
