// How fast each learner's loaders let it step, once they run.
//
//   reading ahead   time per step = max(step, batch / r);  r max-min fair among the demands min(cap, batch / step) of the site's learners
//   else            time per step = step + batch / r;      r max-min fair among caps: those that wait for a batch all wait at once
//
// within what the site's store and service give in the mean (workers that are up, time without stalls). Exact for constant steps while
// nothing changes; where learners are both capped by their own loaders and share a store that bursts fill, the fair shares of an
// instant differ from those of the mean demand: within 5 % of the engine in the tests. Waits for synchronization hide loads that count here.
// Left out: outages and stalls beyond their mean, an epoch read from a cache, cold starts after a restart beside a healthy peer.
#pragma once

#include "models/preview/run_times.hpp"
#include "models/world.hpp"

#include <string_view>
#include <vector>

namespace archipelago {

enum class DataLimit { none, loaders, store, service };
std::string_view to_string(DataLimit limit);  // "its loaders"

struct DataPace {
  Seconds step;                               // without waiting for data
  Seconds pace;                               // with
  Seconds first;                              // until the first batch of a cold loader is there
  DataLimit limit = DataLimit::none;
};

std::vector<DataPace> data_paces(const World& world);   // of each learner; empty without a data path

// The world in which waiting for data is a part of the step, and that part made data wait in what comes of it.
World paced_by_data(const World& world, const std::vector<DataPace>& paces);
void split_data_wait(const World& world, const std::vector<DataPace>& paces, double horizon_s, RunTimes& run);

} // namespace archipelago
