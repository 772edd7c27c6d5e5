// What one site's store and loader service can give, as steps over time: outages at dates, stalls by chance, workers that fail.
//
//   store(t) = bandwidth x least factor of the outages and stalls at t;   service(t) = workers that serve x rate x factor of its outages
//
// Infinite where nothing is said to limit. B/s, seconds since the start of the run.
#pragma once

#include "models/storage/data_path.hpp"
#include "models/storage/workers.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace archipelago {

class Supply {
public:
  Supply(const DataPath& data, std::size_t site, std::string_view name, std::int64_t hosts, std::uint64_t seed);

  double store() const { return store_factor() > 0 ? store_factor() * bandwidth_ : 0; }
  double service() const;
  double store_factor() const { return stalled_ ? std::min(window_factor_, stall_factor_) : window_factor_; }
  double next() const;                                    // date of the next change; infinite: none
  void pass(double now);                                  // all changes up to now
  const std::optional<Workers>& workers() const { return workers_; }

private:
  static constexpr double never = std::numeric_limits<double>::infinity();

  // The factor of outages at dates, the next of which is due.
  struct Windows {
    std::vector<std::pair<double, double>> changes;       // (date, factor from then on)
    std::size_t due = 0;
    double next() const { return due < changes.size() ? changes[due].first : never; }
  };
  static Windows windows_at(const std::vector<DataOutage>& outages, std::size_t site);
  static void pass(Windows& windows, double now, double& factor);

  double bandwidth_, worker_rate_ = never;
  Windows store_windows_, service_windows_;
  double window_factor_ = 1, service_factor_ = 1;
  std::optional<DataStalls> stalls_;
  RandomStream gaps_, lengths_;
  std::uint64_t stall_ = 0;                               // index of the next draw
  double stall_change_ = never, stall_factor_ = 1;
  bool stalled_ = false;
  std::optional<Workers> workers_;
};

} // namespace archipelago
