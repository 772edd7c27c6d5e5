#include "scenarios/variants/knob.hpp"

#include "scenarios/catalogue.hpp"
#include "scenarios/variants/scaled.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* law_scales[] = {"mean", "scale", "median", "value"};

void add(std::vector<Knob>& knobs, const json& scenario, Knob knob, const std::vector<std::string>& pointers) {
  for (const std::string& pointer : pointers)
    if (const json::json_pointer at(pointer); scenario.contains(at) && scaled(scenario.at(at), 2)) knob.pointers.push_back(pointer);
  if (!knob.pointers.empty()) knobs.push_back(std::move(knob));
}

std::vector<std::string> each(const json& scenario, const char* list, const char* part) {
  std::vector<std::string> pointers;
  const json::json_pointer at(list);
  if (scenario.contains(at) && scenario.at(at).is_array())
    for (std::size_t i = 0; i < scenario.at(at).size(); ++i) pointers.push_back(fmt::format("{}/{}/{}", list, i, part));
  return pointers;
}

std::vector<std::string> of_law(const char* law) {
  std::vector<std::string> pointers;
  for (const char* scale : law_scales) pointers.push_back(fmt::format("{}/{}", law, scale));
  return pointers;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<std::string> prices_of(const json& scenario) {
  std::vector<std::string> pointers = each(scenario, "/learners", "price");
  if (const json::json_pointer at("/costs/accelerator_hour"); scenario.contains(at) && scenario.at(at).is_object())
    for (const auto& [name, price] : scenario.at(at).items()) pointers.push_back("/costs/accelerator_hour/" + name);
  return pointers;
}

} // namespace

std::vector<Knob> knobs_of(const json& scenario) {
  std::vector<Knob> knobs;
  add(knobs, scenario, {"mtbi", "Time between failures of an accelerator"}, joined({"/failures/mtbi"}, of_law("/failures/law")));
  add(knobs, scenario, {"return", "Time until failed capacity is back"}, of_law("/failures/return_delay"));
  add(knobs, scenario, {"restart", "Restart time of a job"}, {"/failures/restart"});
  add(knobs, scenario, {"detection", "Time to notice a failure"}, {"/failures/detection"});
  add(knobs, scenario, {.id = "bandwidth", .title = "Bandwidth of the wide-area links", .least = 1.0 / 16, .most = 4}, each(scenario, "/network/links", "bandwidth"));
  add(knobs, scenario, {.id = "transfer-price", .title = "Price of a transferred byte", .least = 0.25, .most = 64}, each(scenario, "/network/links", "price"));
  add(knobs, scenario, {.id = "price", .title = "Price of an accelerator-hour, proposed side", .low = 0.8, .high = 1.25, .least = 0.25, .most = 8, .shared = false}, prices_of(scenario));
  add(knobs, scenario, {.id = "pace", .title = "Pace of a step (compute efficiency), proposed side", .low = 0.9, .high = 1.1, .least = 0.25, .most = 1, .shared = false}, {"/training/step_efficiency"});
  add(knobs, scenario, {.id = "interval", .title = "Sync interval H", .least = 1, .most = 1, .shared = false}, {"/protocol/sync_interval"});
  Knob windows{.id = "availability", .title = "Length of the windows in which capacity is there", .low = 0.5, .high = 1.25, .least = 0.1, .most = 1.5, .shared = true};
  for (const std::string& pointer : each(scenario, "/learners", "available"))
    if (const json::json_pointer at(pointer); scenario.contains(at) && scenario.at(at).is_array()) windows.pointers.push_back(pointer);
  if (!windows.pointers.empty()) knobs.push_back(std::move(windows));
  return knobs;
}

json spelt_out(json scenario, const Catalogues& catalogues) {
  if (const auto found = scenario.find("failures"); found != scenario.end()) {
    const std::string name = found->is_string() ? found->get<std::string>() : found->is_object() ? found->value("base", "") : "";
    if (const json* entry = name.empty() ? nullptr : catalogues.show("failures", name)) {
      json own = found->is_object() ? *found : json::object();
      own.erase("base");
      json whole = *entry;
      for (const char* about : {"summary", "source", "date"}) whole.erase(about);
      if (own.contains("law") || own.contains("trace") || own.contains("generator")) whole.erase("mtbi");
      if (own.contains("trace") || own.contains("generator")) whole.erase("return_delay");
      whole.update(own);
      *found = std::move(whole);
    }
  }
  if (const json::json_pointer prices("/costs/prices"); scenario.contains(prices) && scenario.at(prices).is_object()) {
    const json named = scenario.at(prices);
    for (const auto& [accelerator, name] : named.items())
      if (const json* entry = name.is_string() ? catalogues.show("prices", name.get<std::string>()) : nullptr; entry && entry->contains("hour")) {
        scenario["costs"]["accelerator_hour"][accelerator] = entry->at("hour");
        scenario["costs"]["prices"].erase(accelerator);
      }
  }
  if (const json::json_pointer prices("/costs/prices"); scenario.contains(prices) && scenario.at(prices).empty()) scenario["costs"].erase("prices");
  if (scenario.contains("training") && !scenario["training"].contains("step_efficiency")) scenario["training"]["step_efficiency"] = 1;
  return scenario;
}

bool turn(json& scenario, const Knob& knob, double factor) {
  if (factor == 1) return true;
  bool turned = false;
  for (const std::string& pointer : knob.pointers) {
    const json::json_pointer at(pointer);
    if (!scenario.contains(at)) continue;
    const auto value = scaled(scenario.at(at), factor);
    if (!value) return false;
    turned = turned || *value != scenario.at(at);
    scenario.at(at) = *value;
  }
  return turned;
}

std::string value_at(const json& scenario, const Knob& knob, double factor) {
  std::set<std::string> values;
  for (const std::string& pointer : knob.pointers)
    if (const auto value = scaled(scenario.at(json::json_pointer(pointer)), factor)) values.insert(value->is_array() ? "" : shown(*value));
  return values.size() == 1 && !values.begin()->empty() ? *values.begin() : factor == 1 ? "as given" : fmt::format("x {:.3g}", factor);
}

bool resize(json& scenario, double factor) {
  const auto whole = [&](json& count) {
    const double sized = count.get<double>() * factor;
    if (sized < 1 || sized != std::floor(sized)) return false;
    count = static_cast<std::int64_t>(sized);
    return true;
  };
  if (!whole(scenario["training"]["tokens_per_step"])) return false;
  for (json& learner : scenario["learners"]) {
    if (!whole(learner["accelerators"])) return false;
    if (learner.contains("slice_size") && learner["accelerators"].get<std::int64_t>() % learner["slice_size"].get<std::int64_t>() != 0) return false;
  }
  return true;
}

} // namespace archipelago
