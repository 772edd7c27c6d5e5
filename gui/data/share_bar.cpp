#include "gui/data/share_bar.hpp"

#include "gui/base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago::gui {

namespace {

std::string key_of(std::size_t time_class) { return "time_shares." + std::string(time_class_names[time_class]); }

} // namespace

// A comparison names only classes in which somebody spends time, and compute as goodput.
std::vector<ShareBar> design_bars(const ComparisonReading& comparison) {
  std::vector<ShareBar> bars;
  for (const QString& name : comparison.designs) bars.push_back({name, {}});
  for (std::size_t c = 0; c < time_class_count; ++c) {
    const std::string key = c == 0 ? "goodput" : key_of(c);
    const auto row = std::find_if(comparison.rows.begin(), comparison.rows.end(), [&](const ComparedRow& one) { return one.key == key; });
    if (row == comparison.rows.end()) continue;
    for (std::size_t d = 0; d < bars.size(); ++d)
      if (const auto& value = row->cells[d].value; value && value->value > 0) bars[d].parts.emplace_back(static_cast<TimeClass>(c), value->value);
  }
  return bars;
}

std::vector<ShareBar> learner_bars(const nlohmann::json& result) {
  std::vector<ShareBar> bars;
  const auto learners = result.find("learners");
  if (learners == result.end() || !learners->is_array()) return bars;
  for (const auto& learner : *learners) {
    ShareBar bar{to_qt(text_at(learner, "name")), {}};
    for (std::size_t c = 0; c < time_class_count; ++c)
      if (const auto share = reading_at(learner, key_of(c)); share && share->value > 0) bar.parts.emplace_back(static_cast<TimeClass>(c), share->value);
    bars.push_back(std::move(bar));
  }
  return bars;
}

} // namespace archipelago::gui
