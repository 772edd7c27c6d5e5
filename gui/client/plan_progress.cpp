#include "gui/client/plan_progress.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

namespace {

std::int64_t count(const json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_number_integer() ? std::max<std::int64_t>(0, found->get<std::int64_t>()) : 0;
}

} // namespace

void PlanProgress::take(const std::string& kind, json& record) {
  constexpr std::size_t most_stages = 1000;   // a plan has some twenty
  if (kind == "screening") {
    screened = count(record, "done");
    points = count(record, "points");
  } else if (kind == "stage") {
    if (stages.size() >= most_stages) return;
    const auto what = record.find("stage");
    stages.push_back({what != record.end() && what->is_string() ? QString::fromStdString(what->get<std::string>()) : QString(), count(record, "runs"), count(record, "cached"), 0, 0});
    if (stages.back().runs == 0) stages.back().share = 1;
  } else if (kind == "progress") {
    if (stages.empty()) return;
    const auto share = record.find("share");
    stages.back().ended = count(record, "ended");
    stages.back().share = share != record.end() && share->is_number() ? std::clamp(share->get<double>(), 0.0, 1.0) : 0;
  } else if (kind == "measured" && measured.size() < most_stages) {
    measured.push_back(std::make_shared<const json>(std::move(record)));
  }
}

} // namespace archipelago::gui
