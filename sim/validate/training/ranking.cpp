#include "sim/validate/training/ranking.hpp"

#include <algorithm>
#include <map>

namespace archipelago {

std::vector<LayoutGroup> rank_layouts(const std::vector<AskedStep>& steps, double efficiency, std::size_t fewest) {
  struct Entry { Seconds ours, measured; };
  std::map<std::string, std::vector<Entry>> by_group;
  for (const AskedStep& step : steps)
    if (!step.measured->group.empty()) by_group[step.measured->group].push_back({step.predicted(efficiency), step.measured->time});
  std::vector<LayoutGroup> out;
  for (auto& [name, entries] : by_group) {
    if (entries.size() < fewest) continue;
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.ours < b.ours; });
    const auto best = std::min_element(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.measured < b.measured; });
    out.push_back({name, entries.size(), static_cast<std::size_t>(best - entries.begin()) + 1, entries.front().measured / best->measured - 1});
  }
  return out;
}

} // namespace archipelago
