#include "reports/per_seed.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* kept[] = {"/seed", "/goodput", "/system_uptime", "/compute_utilization", "/tokens", "/tokens_per_s", "/time_to_target_s",
                                "/quality/token_efficiency", "/quality/effective_tokens", "/quality/time_to_equal_loss_s",
                                "/cost/total_usd", "/cost/per_million_tokens_usd", "/cost/per_million_effective_tokens_usd",
                                "/cost/per_useful_accelerator_hour_usd", "/cost/to_target_usd", "/cost/to_equal_loss_usd",
                                "/energy/kwh", "/energy/joule_per_token", "/carbon/kg"};

}   // namespace

json per_seed(const std::vector<json>& seeds) {
  json rows = json::array();
  for (const json& seed : seeds) {
    json row = json::object();
    for (const char* key : kept) {
      const json::json_pointer at(key);
      if (seed.contains(at) && seed.at(at).is_number()) row[at] = seed.at(at);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}   // namespace archipelago
