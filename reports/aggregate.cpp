#include "reports/aggregate.hpp"

#include "models/statistics/estimate.hpp"
#include "models/statistics/quantile.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace archipelago {

using nlohmann::json;

namespace {

using Values = std::vector<const json*>;   // one leaf or branch, from each seed that has it

// Of the scenario, not of a seed: the same in all of them.
bool describes_the_world(const std::string& name) { return name == "accelerators" || name == "unit_price_usd" || name == "predicted"; }

json interval(const std::vector<double>& samples) {
  const Estimate estimate = student_estimate(samples);
  json bounds;   // null: a single sample has no interval
  if (estimate.interval) bounds = {estimate.interval->low, estimate.interval->high};
  return {{"mean", estimate.mean},         {"ci90", bounds},     {"p10", quantile(samples, 0.1)}, {"p50", quantile(samples, 0.5)},
          {"p90", quantile(samples, 0.9)}, {"n", samples.size()}};
}

std::string identity(const json& element) {
  std::string key;
  for (const char* part : {"name", "item", "from", "to"})
    if (const auto found = element.find(part); found != element.end() && found->is_string())
      key += found->get<std::string>() + '\n';
  return key;
}

class Aggregation {
public:
  json combine(const Values& values, const std::string& name, const std::string& path) {
    const auto known = std::find_if(values.begin(), values.end(), [](const json* value) { return !value->is_null(); });
    if (known == values.end()) return nullptr;
    const json& first = **known;
    if (describes_the_world(name)) return first;
    if (first.is_object()) return object(values, path);
    if (first.is_array()) return list(values, name, path);
    if (!first.is_number()) return first;
    return number(values, path);
  }

  // Each distinct entry once, in order of appearance: seeds mostly repeat the same flags.
  static json distinct(const Values& lists) {
    json merged = json::array();
    std::set<std::string> seen;
    for (const json* entries : lists)
      for (const json& entry : *entries)
        if (seen.insert(entry.dump()).second) merged.push_back(entry);
    return merged;
  }

  const std::set<std::string>& partial() const { return partial_; }

private:
  json number(const Values& values, const std::string& path) {
    std::vector<double> samples;
    for (const json* value : values)
      if (value->is_number()) samples.push_back(value->get<double>());
    if (samples.size() < values.size()) partial_.insert(fmt::format("{}\n{} of {}", path, samples.size(), values.size()));
    return interval(samples);
  }

  json object(const Values& values, const std::string& path) {
    std::set<std::string> names;
    for (const json* value : values)
      if (value->is_object())
        for (const auto& [name, child] : value->items()) names.insert(name);
    json merged = json::object();
    for (const std::string& name : names) {
      Values children;
      for (const json* value : values)
        if (value->is_object() && value->contains(name)) children.push_back(&value->at(name));
      merged[name] = combine(children, name, path.empty() ? name : path + "." + name);
    }
    return merged;
  }

  json list(const Values& values, const std::string& name, const std::string& path) {
    std::size_t longest = 0;
    bool of_objects = false;
    for (const json* value : values) {
      longest = std::max(longest, value->size());
      of_objects = of_objects || (!value->empty() && value->is_array() && value->front().is_object());
    }
    if (of_objects) return named_elements(values, path);
    json merged = json::array();
    for (std::size_t i = 0; i < longest; ++i) {
      Values elements;
      double sum = 0;
      for (const json* value : values)
        if (i < value->size()) elements.push_back(&(*value)[i]), sum += elements.back()->get<double>();
      if (name == "histogram") merged.push_back(sum / static_cast<double>(values.size()));   // a bin that is not there counts 0
      else merged.push_back(combine(elements, "", path + "[]"));
    }
    return merged;
  }

  json named_elements(const Values& lists, const std::string& path) {
    std::vector<Values> groups;
    std::map<std::string, std::size_t> group_of;
    for (const json* elements : lists)
      for (const json& element : *elements) {
        const auto [at, is_new] = group_of.emplace(identity(element), groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(&element);
      }
    json merged = json::array();
    for (const Values& group : groups) merged.push_back(object(group, path + "[]"));
    return merged;
  }

  std::set<std::string> partial_;   // "path\nk of n"
};

}   // namespace

json aggregate(const std::vector<json>& seeds) {
  json merged, numbers = json::array();
  for (const json& seed : seeds) numbers.push_back(seed.at("seed"));
  if (seeds.size() == 1) {
    merged = seeds.front();
  } else {
    Aggregation aggregation;
    const auto all = [&seeds](const char* key) {
      Values values;
      for (const json& seed : seeds) values.push_back(&seed.at(key));
      return values;
    };
    Values whole;
    for (const json& seed : seeds) whole.push_back(&seed);
    merged = aggregation.combine(whole, "", "");
    merged["flags"] = Aggregation::distinct(all("flags"));
    merged["unknown"] = Aggregation::distinct(all("unknown"));
    for (const std::string& entry : aggregation.partial()) {
      const std::size_t line = entry.find('\n');
      merged["flags"].push_back({{"key", entry.substr(0, line)},
                                 {"reason", fmt::format("known in {} seeds; the figure is over those", entry.substr(line + 1))}});
    }
    merged["engine"]["fingerprint"] = json::array();
    for (const json& seed : seeds) merged["engine"]["fingerprint"].push_back(seed.at("engine").at("fingerprint"));
  }
  merged.erase("seed");
  merged["seeds"] = std::move(numbers);
  return merged;
}

}   // namespace archipelago
