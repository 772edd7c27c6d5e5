// The data path of all sites in one run: whose stream is whose, when loaders start, and what becomes of it in the account.
//
// models/storage has the rules; here learners and sites meet them. A loader starts when its learner is ready to step for the first time
// or again, because where to read on comes with the state; from then on it reads ahead, whatever its learner does.
#pragma once

#include "models/result.hpp"
#include "models/storage/feed.hpp"
#include "models/storage/supply.hpp"
#include "models/world.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

class DataLoading {
public:
  DataLoading(const World& world, std::uint64_t seed);

  bool take(std::size_t learner, double share, Seconds now);   // the batch of a step on so much of its slices; false: it waits
  void withdraw(std::size_t learner, Seconds now);
  void lose(std::size_t learner, double kept, Seconds now);
  bool ready(std::size_t learner, Seconds now) { return site_of(learner).feed.ready(stream_[learner], now.value); }
  const std::vector<std::size_t>& learners_at(std::size_t site) const { return sites_[site].learners; }

  // When to look again whether somebody has its batch. Infinite: no need, or an earlier look is already due.
  Seconds next_look(std::size_t site, Seconds now);
  void looking(std::size_t site, Seconds now) { sites_[site].look_at = now.value; }
  void looked(std::size_t site) { sites_[site].look_at = never; }
  Seconds next_change(std::size_t site) const { return Seconds(sites_[site].learners.empty() ? never : sites_[site].supply.next()); }
  void change(std::size_t site, Seconds now);
  double store_factor(std::size_t site) const { return sites_[site].supply.store_factor(); }

  void start_counting(Seconds now);
  void close(Seconds now);
  void report(Result& result) const;          // after the close; learners and horizon are there

private:
  static constexpr double never = std::numeric_limits<double>::infinity();
  struct SiteData {
    explicit SiteData(Supply what) : supply(std::move(what)) {}
    Supply supply;
    Feed feed;
    std::vector<std::size_t> learners;
    double look_at = never;
    int waiting = 0;
    double waiting_since = 0, drained = 0;
    double integrated = 0, impaired = 0, serving = 0;   // seconds; worker-seconds
    Feed::Counters before{}, after{};         // the counting
    std::int64_t lost_before = 0;
  };

  SiteData& site_of(std::size_t learner) { return sites_[world_.learners[learner].site]; }
  void integrate(SiteData& site, Seconds now) const;
  void waits(std::size_t learner, bool waiting, Seconds now);

  const World& world_;
  const DataPath& data_;
  std::vector<SiteData> sites_;
  std::vector<std::size_t> stream_;           // of each learner, in its site's feed
  std::vector<char> waiting_, known_;         // known: the service has once begun to read for it
  std::vector<double> taken_;                 // counted bytes
};

} // namespace archipelago
