#include "sim/fast/rate_cache.hpp"

#include "sim/fast/max_min.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace archipelago {

namespace {
std::uint64_t mix(std::uint64_t x) {          // SplitMix64
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}
} // namespace

void RateCache::add(FlowRoutes::ClassId route) {
  if (route >= counts_.size()) {
    counts_.resize(route + 1);
    while (hashes_.size() <= route) hashes_.push_back(mix(hashes_.size()));
  }
  if (counts_[route]++ == 0) ++present_;
  hash_ += hashes_[route];
  ++flows_;
}

void RateCache::remove(FlowRoutes::ClassId route) {
  if (--counts_[route] == 0) --present_;
  hash_ -= hashes_[route];
  --flows_;
}

void RateCache::set_factors(const std::vector<double>& factors) {
  factors_ = factors;
  factors_hash_ = 0;
  for (std::size_t link = 0; link < factors.size(); ++link)
    if (factors[link] != 1.0) factors_hash_ += mix(mix(link) ^ std::bit_cast<std::uint64_t>(factors[link]));
}

bool RateCache::is_current(const ClassRates& rates) const {
  if (rates.size() != present_) return false;
  return std::all_of(rates.begin(), rates.end(), [this](const ClassRate& each) { return counts_[each.route] == each.flows; });
}

ClassRates RateCache::share(const FlowRoutes& routes) const {
  std::vector<double> capacities = routes.capacities();
  for (std::size_t link = 0; link < factors_.size(); ++link)
    for (const std::size_t direction : {2 * link, 2 * link + 1}) capacities[direction] *= factors_[link];
  std::vector<FlowGroup> groups;
  ClassRates shared;                          // by class: the order of arrival must not tell in the last bit
  for (FlowRoutes::ClassId id = 0; id < counts_.size(); ++id) {
    if (counts_[id] == 0) continue;
    const FlowRoute& route = routes.route(id);
    groups.push_back({&route.links, route.latency > 0 ? route.latency : 1.0, route.bound, counts_[id]});
    shared.push_back({id, counts_[id], 0});
  }
  const std::vector<double> rates = max_min_rates(capacities, routes.first_cap(), groups);
  for (std::size_t i = 0; i < shared.size(); ++i) shared[i].rate = rates[i];
  return shared;
}

const ClassRates& RateCache::rates(const FlowRoutes& routes) {
  const std::uint64_t key = mix(hash_) ^ factors_hash_;
  if (const auto found = entries_.find(key); found != entries_.end() && found->second.factors == factors_hash_ && is_current(found->second.rates)) {
    ++hits_;
    return found->second.rates;
  }
  ++misses_;
  if (size_ > kept) {
    entries_.clear();
    size_ = 0;
  }
  Entry& entry = entries_[key];
  entry = {factors_hash_, share(routes)};
  size_ += entry.rates.size();
  return entry.rates;
}

} // namespace archipelago
