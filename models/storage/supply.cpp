#include "models/storage/supply.hpp"

#include "models/failures/chaos.hpp"

namespace archipelago {

Supply::Supply(const DataPath& data, std::size_t site, std::string_view name, std::int64_t hosts, std::uint64_t seed)
    : bandwidth_(data.storage_bandwidth ? data.storage_bandwidth->value : never), store_windows_(windows_at(data.outages, site)), stalls_(data.stalls),
      gaps_(seed, entity_key(name), Purpose::storage_gap), lengths_(seed, entity_key(name), Purpose::storage_stall) {
  if (stalls_) {
    stall_factor_ = stalls_->factor;
    stall_change_ = stalls_->gap.first_of(1, gaps_.uniform(0)).value;
  }
  if (data.decoupled) {
    workers_.emplace(data.service.workers.value_or(hosts), data.service.failures, data.cold_start, seed, name);
    if (const auto rate = data.service.rate ? data.service.rate : data.loader_rate) worker_rate_ = rate->value;
    service_windows_ = windows_at(data.service.outages, site);
  }
  pass(0);
}

double Supply::service() const {
  if (!workers_) return never;
  const double share = static_cast<double>(workers_->serving()) * service_factor_;
  return share > 0 ? share * worker_rate_ : 0;            // of no limit too
}

double Supply::next() const {
  return std::min({store_windows_.next(), service_windows_.next(), stall_change_, workers_ ? workers_->next() : never});
}

void Supply::pass(double now) {
  pass(store_windows_, now, window_factor_);
  pass(service_windows_, now, service_factor_);
  while (stall_change_ <= now) {
    stalled_ = !stalled_;
    const Law& law = stalled_ ? stalls_->lasts : stalls_->gap;
    if (!stalled_) ++stall_;
    stall_change_ += law.first_of(1, (stalled_ ? lengths_ : gaps_).uniform(stall_)).value;
  }
  if (workers_) workers_->pass(now);
}

Supply::Windows Supply::windows_at(const std::vector<DataOutage>& outages, std::size_t site) {
  std::vector<Outage> here;
  for (const DataOutage& outage : outages)
    if (outage.site.value_or(site) == site) here.push_back({outage.at, outage.duration, outage.factor});
  Windows windows;
  for (const CapacityChange& change : factor_changes(here)) windows.changes.emplace_back(change.at.value, change.factor);
  return windows;
}

void Supply::pass(Windows& windows, double now, double& factor) {
  for (; windows.next() <= now; ++windows.due) factor = windows.changes[windows.due].second;
}

} // namespace archipelago
