#include "reports/data_json.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

// One walk for both ways, so that writing and reading cannot drift apart.
template <class Site, class Visit> void visit_data(Site& site, Visit visit) {
  visit("name", site.name);
  visit("read_bytes", site.read_bytes);
  visit("taken_bytes", site.taken_bytes);
  visit("asked_bytes_per_s", site.asked_bytes_per_s);
  visit("given_bytes_per_s", site.given_bytes_per_s);
  visit("steady_share", site.steady_share);
  visit("steady_step_s", site.steady_step_s);
  visit("drained_s", site.drained_s);
  visit("storage_utilization", site.storage_utilization);
  visit("storage_impaired_s", site.storage_impaired_s);
  visit("workers_serving", site.workers_serving);
  visit("workers_lost", site.workers_lost);
}

struct Writing {
  json& out;
  template <class T> void operator()(const char* key, const T& value) { out[key] = value; }
  template <class T> void operator()(const char* key, const std::optional<T>& value) {
    if (value) out[key] = *value;
  }
};

struct Reading {
  const json& in;
  template <class T> void operator()(const char* key, T& value) { in.at(key).get_to(value); }
  template <class T> void operator()(const char* key, std::optional<T>& value) {
    if (const auto found = in.find(key); found != in.end()) value = found->get<T>();
  }
};

}   // namespace

json data_to_json(const std::vector<DataResult>& sites) {
  json list = json::array();
  for (const DataResult& site : sites) visit_data(site, Writing{list.emplace_back(json::object())});
  return list;
}

std::vector<DataResult> data_from_json(const json& list) {
  std::vector<DataResult> sites;
  for (const json& site : list) visit_data(sites.emplace_back(), Reading{site});
  return sites;
}

}   // namespace archipelago
