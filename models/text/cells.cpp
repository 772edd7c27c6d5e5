#include "models/text/cells.hpp"

#include <charconv>
#include <cmath>

namespace archipelago {

void split_cells(std::string_view line, std::vector<std::string>& cells) {
  std::size_t used = 0;
  bool quoted = false;
  const auto open_cell = [&] { if (used == cells.size()) cells.emplace_back(); cells[used++].clear(); };
  open_cell();
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string& cell = cells[used - 1];
    if (quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') cell += line[++i];
    else if (line[i] == '"') quoted = !quoted;
    else if (line[i] == ',' && !quoted) open_cell();
    else cell += line[i];
  }
  cells.resize(used);
}

std::optional<double> number_in(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

} // namespace archipelago
