#include "sim/validate/traces/row_count.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace archipelago {

RowCount count_rows(const std::filesystem::path& file, double horizon_s) {
  std::ifstream stream(file);
  std::vector<std::tuple<std::string, double, double>> rows;
  std::string line;
  while (std::getline(stream, line)) {
    std::istringstream cells(line);
    std::string start, end, node;
    std::getline(cells, start, ',');
    std::getline(cells, end, ',');
    std::getline(cells, node, ',');
    char* rest = nullptr;
    const double from = std::strtod(start.c_str(), &rest);
    if (rest == start.c_str()) continue;                           // titles, remarks
    if (from < horizon_s) rows.emplace_back(node, from, std::strtod(end.c_str(), nullptr));
  }
  std::sort(rows.begin(), rows.end());
  RowCount count{rows.size(), 0, 0};
  std::string current;
  double reached = -1;
  for (const auto& [node, start, end] : rows) {
    if (node != current) reached = -1;
    current = node;
    const double from = std::max(start, reached), to = std::min(end, horizon_s);
    if (to > from) count.downtime_s += to - from;
    count.spells += start > reached && end > start;
    reached = std::max(reached, end);
  }
  return count;
}

} // namespace archipelago
