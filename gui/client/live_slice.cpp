#include "gui/client/live_slice.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

std::optional<double> number(const json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

} // namespace

std::optional<LiveSlice> read_live(const json& record) {
  const auto from = number(record, "from"), to = number(record, "t");
  const auto learners = record.find("learners");
  if (!from || !to || *to < *from || learners == record.end() || !learners->is_array()) return std::nullopt;
  LiveSlice slice{*from, *to, {}, static_cast<std::int64_t>(number(record, "merged").value_or(0)), number(record, "contributors"), number(record, "quorum_wait_s"), number(record, "grace_s")};
  for (const json& learner : *learners) {
    auto& times = slice.learners.emplace_back();
    times.fill(0);
    if (!learner.is_object()) continue;
    for (std::size_t c = 0; c < time_class_count; ++c)
      if (const auto seconds = number(learner, time_class_names[c].data()); seconds) times[c] = static_cast<float>(std::max(0.0, *seconds));
  }
  return slice;
}

} // namespace archipelago::gui
