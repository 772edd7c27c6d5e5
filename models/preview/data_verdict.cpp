#include "models/preview/data_verdict.hpp"

#include "models/preview/data_pace.hpp"
#include "models/storage/batches.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace archipelago {

namespace {

constexpr double falls_short = 0.99;          // of what the steps take, in the steady state

std::string two_decimals(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string text_of(const DataPath& data, double share, DataLimit limit) {
  if (share < falls_short)
    return "loader-bound: the loaders give " + two_decimals(share) + " of what the accelerators take; the limit is " + std::string(to_string(limit)) +
           (data.reads_ahead() ? "." : ", and nothing is read ahead (data.prefetch).");
  return std::string("loader-bound, though the loaders keep up once they run: the waits are cold starts and outages; ") +
         (data.decoupled ? "a larger data.prefetch rides out longer ones." : "a larger data.prefetch, or a service that outlives its learners (data.decoupled), hides them.");
}

} // namespace

void add_data_verdict(const World& world, Result& result) {
  const std::vector<DataPace> paces = data_paces(world);
  std::map<std::string, std::string> sites_of;   // by what is said of them
  for (DataResult& row : result.data) {
    double asked = 0, given = 0;              // batches per second
    DataLimit limit = DataLimit::none;
    for (std::size_t m = 0; m < paces.size(); ++m) {
      if (world.sites[world.learners[m].site].name != row.name) continue;
      asked += 1 / paces[m].step.value;
      given += 1 / paces[m].pace.value;
      row.steady_step_s = std::max(row.steady_step_s, paces[m].pace.value);
      if (paces[m].limit != DataLimit::none) limit = paces[m].limit;
    }
    row.steady_share = given / asked;
    const auto site = std::find_if(result.sites.begin(), result.sites.end(), [&](const SiteResult& each) { return each.name == row.name; });
    if (site->time_shares[static_cast<std::size_t>(TimeClass::data_wait)] < least_data_bound) continue;
    std::string& names = sites_of[text_of(*world.data, row.steady_share, limit)];
    names += (names.empty() ? "" : ", ") + row.name;
  }
  for (const auto& [text, names] : sites_of) result.flags.push_back({"data", names + ": " + text});
}

} // namespace archipelago
