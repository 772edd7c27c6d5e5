#include "reports/result_json.hpp"

#include "reports/aggregate.hpp"
#include "reports/figures.hpp"
#include "reports/per_seed.hpp"
#include "reports/reading.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

// Without a single finished seed: the same keys, nothing known.
json no_account() {
  json account = to_json(Result{});
  account.erase("seed");
  json flat = account.flatten();
  for (auto& leaf : flat)
    if (leaf.is_primitive()) leaf = nullptr;
  account = flat.unflatten();
  account["seeds"] = account["flags"] = json::array();
  account["unknown"] = json::array({{{"key", "*"}, {"needs", "a seed that finishes; see failed"}}});
  return account;
}

bool covers(const std::string& entry, const std::string& key) {
  return entry == "*" || key == entry || (key.starts_with(entry) && (key[entry.size()] == '.' || key[entry.size()] == '['));
}

// Whoever reads null must find out what is missing: each null leaf that the engine did not explain gets an entry.
class NullExplainer {
public:
  explicit NullExplainer(json& unknown) : unknown_(unknown) {
    for (const json& entry : unknown) named_.insert(entry.at("key").get<std::string>());
  }

  void walk(const json& node, const std::string& path) {
    if (node.is_null()) explain(path);
    else if (node.is_object() && !is_interval(node))
      for (const auto& [name, child] : node.items()) walk(child, path.empty() ? name : path + "." + name);
    else if (node.is_array())
      for (const json& element : node) walk(element, path + "[]");
  }

private:
  void explain(const std::string& path) {
    for (const std::string& entry : named_)
      if (covers(entry, path)) return;
    const Figure* figure = find_figure(path);
    const bool says_what = figure && !figure->needs.empty();
    unknown_.push_back(
        {{"key", path}, {"needs", says_what ? std::string(figure->needs) : "a finite value; this run gives none"}});
    named_.insert(path);
  }

  json& unknown_;
  std::set<std::string> named_;
};

}   // namespace

json result_document(const RunInfo& info, const std::vector<Result>& results) {
  std::vector<json> seeds;
  for (const Result& result : results) seeds.push_back(to_json(result));
  json document = seeds.empty() ? no_account() : aggregate(seeds);

  document["format"] = "archipelago-result/1";
  document["scenario"] = {
      {"name", info.scenario_name}, {"hash", info.scenario_hash}, {"file", info.scenario_file}, {"protocol", info.protocol}};
  document["engine"]["version"] = info.engine_version;
  document["engine"]["simgrid"] = info.simgrid_version;
  document["assumptions"] = json::array();
  for (const Assumption& assumption : info.assumptions)
    document["assumptions"].push_back({{"key", assumption.key}, {"value", assumption.value}, {"source", assumption.source}});
  document["per_seed"] = per_seed(seeds);
  document["failed"] = json::array();
  for (const FailedSeed& failed : info.failed) document["failed"].push_back({{"seed", failed.seed}, {"reason", failed.reason}});

  json unknown = document["unknown"];
  NullExplainer(unknown).walk(document, "");
  document["unknown"] = std::move(unknown);
  if (!info.document.empty()) document["scenario"]["document"] = json::parse(info.document);
  return document;
}

}   // namespace archipelago
