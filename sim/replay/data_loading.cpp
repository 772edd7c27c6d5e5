#include "sim/replay/data_loading.hpp"

#include "models/storage/batches.hpp"

#include <algorithm>
#include <utility>

namespace archipelago {

DataLoading::DataLoading(const World& world, std::uint64_t seed)
    : world_(world), data_(*world.data), stream_(world.learners.size()), waiting_(world.learners.size()), known_(world.learners.size()),
      taken_(world.learners.size()) {
  const double part = data_.cached && data_.dataset ? data_.dataset->value / static_cast<double>(world.learners.size()) : never;
  for (std::size_t s = 0; s < world.sites.size(); ++s) {
    std::int64_t hosts = 0;
    for (const Learner& learner : world.learners)
      if (learner.site == s) hosts += hosts_of(learner.accelerators, learner.accelerator.node_size);
    SiteData& site = sites_.emplace_back(Supply(data_, s, world.sites[s].name, hosts, seed));
    site.feed.limit(site.supply.store(), site.supply.service(), 0);
  }
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    SiteData& site = site_of(m);
    site.learners.push_back(m);
    stream_[m] = site.feed.add_stream(part);
  }
}

bool DataLoading::take(std::size_t learner, double share, Seconds now) {
  Feed& feed = site_of(learner).feed;
  const std::size_t stream = stream_[learner];
  const Learner& of = world_.learners[learner];
  const Bytes batch = batch_of(data_, world_.training.tokens_per_step);
  const bool warm = data_.decoupled && std::exchange(known_[learner], true);
  if (!feed.running(stream)) feed.start(stream, data_.decoupled ? 0 : data_.cold_start.value, warm ? 0 : data_.shuffle_buffer.value, now.value);
  feed.shape(stream, share * loader_cap(data_, hosts_of(of.accelerators, of.accelerator.node_size)).value, share * read_ahead(data_, batch).value, now.value);
  const bool there = feed.take(stream, share * batch.value, now.value);
  if (there) taken_[learner] += share * batch.value;
  waits(learner, !there, now);
  return there;
}

void DataLoading::withdraw(std::size_t learner, Seconds now) {
  site_of(learner).feed.withdraw(stream_[learner], now.value);
  waits(learner, false, now);
}

void DataLoading::lose(std::size_t learner, double kept, Seconds now) {
  if (kept > 0) return site_of(learner).feed.keep(stream_[learner], kept, now.value);
  site_of(learner).feed.stop(stream_[learner], now.value);
  waits(learner, false, now);
}

Seconds DataLoading::next_look(std::size_t index, Seconds now) {
  SiteData& site = sites_[index];
  const double next = site.feed.next_date(now.value);
  if (next >= site.look_at) return Seconds(never);   // by then it is looked anyway
  site.look_at = next;
  return Seconds(next);
}

void DataLoading::change(std::size_t index, Seconds now) {
  SiteData& site = sites_[index];
  integrate(site, now);
  site.supply.pass(now.value);
  site.feed.limit(site.supply.store(), site.supply.service(), now.value);
}

void DataLoading::waits(std::size_t learner, bool waiting, Seconds now) {
  SiteData& site = site_of(learner);
  if (std::exchange(waiting_[learner], waiting) == static_cast<char>(waiting)) return;
  if (waiting && site.waiting++ == 0) site.waiting_since = now.value;
  if (!waiting && --site.waiting == 0) site.drained += now.value - site.waiting_since;
}

void DataLoading::integrate(SiteData& site, Seconds now) const {
  const double lasted = now.value - site.integrated;
  if (site.supply.store_factor() < 1) site.impaired += lasted;
  if (site.supply.workers()) site.serving += lasted * static_cast<double>(site.supply.workers()->serving());
  site.integrated = now.value;
}

void DataLoading::start_counting(Seconds now) {
  for (SiteData& site : sites_) {
    integrate(site, now);
    site.impaired = site.serving = site.drained = 0;
    site.waiting_since = now.value;
    site.before = site.feed.counters(now.value);
    site.lost_before = site.supply.workers() ? site.supply.workers()->lost() : 0;
  }
  std::fill(taken_.begin(), taken_.end(), 0.0);
}

void DataLoading::close(Seconds now) {
  for (SiteData& site : sites_) {
    integrate(site, now);
    site.after = site.feed.counters(now.value);
    if (site.waiting > 0) site.drained += now.value - site.waiting_since;
  }
}

void DataLoading::report(Result& result) const {
  for (std::size_t s = 0; s < sites_.size(); ++s) {
    const SiteData& site = sites_[s];
    if (site.learners.empty()) continue;
    DataResult row;
    row.name = world_.sites[s].name;
    row.read_bytes = site.after.read - site.before.read;
    for (std::size_t m : site.learners) {
      const double allocated = result.learners[m].allocated_s;
      const double waited = result.learners[m].time_shares[static_cast<std::size_t>(TimeClass::data_wait)] * allocated;
      row.taken_bytes += taken_[m];
      if (allocated > 0) row.given_bytes_per_s += taken_[m] / allocated;
      if (allocated > waited) row.asked_bytes_per_s += taken_[m] / (allocated - waited);
    }
    row.drained_s = site.drained;
    if (data_.storage_bandwidth && result.horizon_s > 0)
      row.storage_utilization = (site.after.from_store - site.before.from_store) / (data_.storage_bandwidth->value * result.horizon_s);
    row.storage_impaired_s = site.impaired;
    if (const auto& workers = site.supply.workers(); workers && result.horizon_s > 0) {
      row.workers_serving = site.serving / (static_cast<double>(workers->count()) * result.horizon_s);
      row.workers_lost = workers->lost() - site.lost_before;
    }
    result.data.push_back(std::move(row));
  }
}

} // namespace archipelago
