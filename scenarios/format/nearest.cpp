#include "scenarios/format/nearest.hpp"

#include <algorithm>
#include <cctype>

namespace archipelago {

namespace {

constexpr std::size_t longest_name = 64;   // longer ones are not typing mistakes, and the table grows with the square

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Optimal string alignment distance, one row per letter of a.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

} // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& valid) {
  if (wrong.empty() || wrong.size() > longest_name) return {};
  const std::string asked = lower(wrong);
  std::string best;
  std::size_t least = std::max<std::size_t>(1, asked.size() / 3) + 1;
  for (const std::string& name : valid) {
    if (name.size() > longest_name) continue;
    const std::size_t distance = edit_distance(asked, lower(name));
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  if (!best.empty()) return best;
  for (const std::string& name : valid)   // an unfinished or over-long name: "h100" for "h100-sxm"
    if (asked.size() > 2 && (lower(name).starts_with(asked) || (name.size() > 2 && asked.starts_with(lower(name))))) return name;
  return {};
}

} // namespace archipelago
