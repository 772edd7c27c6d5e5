#include "models/text/csv_cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace archipelago {

namespace {

// As profilers write them, without the general parser: whole numbers up to 2^63 and a power of ten are exact in a long double, so
// their quotient is rounded once, as there.
std::optional<long double> plain_decimal(std::string_view text) {
  constexpr std::array<long double, 19> powers{1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L, 1e9L,
                                               1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > powers.size()) return std::nullopt;
  std::uint64_t digits = 0;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && point == text.size() && text.size() > 1) point = i;
    else if (text[i] >= '0' && text[i] <= '9') digits = 10 * digits + static_cast<std::uint64_t>(text[i] - '0');
    else return std::nullopt;
  }
  const std::size_t decimals = point == text.size() ? 0 : text.size() - point - 1;
  const long double value = static_cast<long double>(digits) / powers[decimals];
  return negative ? -value : value;
}

} // namespace

void CsvCells::split(std::string_view line) {
  cells_.clear();
  unquoted_.clear();
  for (;;) {
    const std::size_t comma = std::min(line.find(','), line.size());
    if (line.substr(0, comma).find('"') != line.npos) {
      line.remove_prefix(quoted(line));
    } else {
      cells_.push_back(line.substr(0, comma));
      line.remove_prefix(comma);
    }
    if (line.empty()) return;
    line.remove_prefix(1);
  }
}

std::size_t CsvCells::quoted(std::string_view line) {
  std::string& cell = unquoted_.emplace_back();
  bool inside = false;
  std::size_t i = 0;
  for (; i < line.size() && (inside || line[i] != ','); ++i) {
    if (inside && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') cell += line[++i];
    else if (line[i] == '"') inside = !inside;
    else cell += line[i];
  }
  cells_.push_back(cell);
  return i;
}

std::optional<long double> decimal(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (const auto plain = plain_decimal(text)) return plain;
  long double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

} // namespace archipelago
