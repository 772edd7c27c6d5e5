// The loader workers of one site's service: how many serve at a date.
//
// Each is a renewal process on the wall clock: a life from the law, then its return delay, then a cold start before it serves again.
// All start at 0 and serve from the cold start on. Keyed draws (seed, site, worker, count): two designs see the same failures.
#pragma once

#include "models/random.hpp"
#include "models/storage/data_path.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <string_view>
#include <vector>

namespace archipelago {

class Workers {
public:
  Workers(std::int64_t count, const std::optional<LoaderService::Failures>& failures, Seconds cold_start, std::uint64_t seed, std::string_view site);

  std::int64_t count() const { return count_; }
  std::int64_t serving() const { return serving_; }
  std::int64_t lost() const { return lost_; }             // so far
  double next() const { return changes_.empty() ? never : changes_.top().at; }
  void pass(double now);                                  // all changes up to now

private:
  static constexpr double never = std::numeric_limits<double>::infinity();
  struct Change {
    double at;
    std::uint32_t worker;
    bool up;
    bool operator>(const Change& other) const { return at != other.at ? at > other.at : worker > other.worker; }
  };

  std::int64_t count_, serving_ = 0, lost_ = 0;
  std::optional<LoaderService::Failures> failures_;
  double cold_start_;
  RandomStream lives_, delays_;
  std::vector<std::uint32_t> losses_;                     // of each worker: the index of its next draw
  std::priority_queue<Change, std::vector<Change>, std::greater<>> changes_;
};

} // namespace archipelago
