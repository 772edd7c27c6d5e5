#include "models/storage/shared_bandwidth.hpp"

#include "models/storage/sharing.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace archipelago {

void SharedBandwidth::advance(Seconds now) {
  for (auto& [id, transfer] : transfers_) transfer.left = std::max(0.0, transfer.left - transfer.rate * (now.value - at_));
  at_ = now.value;
}

void SharedBandwidth::share() {
  std::vector<Drawer> drawers;
  for (const auto& [id, transfer] : transfers_) drawers.push_back({transfer.cap, true});
  const std::vector<double> rates = share_max_min(drawers, total_, std::numeric_limits<double>::infinity());
  std::size_t next = 0;
  for (auto& [id, transfer] : transfers_) transfer.rate = rates[next++];
}

void SharedBandwidth::begin(Id id, Bytes size, std::optional<BytesPerSecond> cap, Seconds now) {
  advance(now);
  transfers_[id] = {size.value, cap ? cap->value : std::numeric_limits<double>::infinity(), 0};
  share();
}

void SharedBandwidth::stop(Id id, Seconds now) {
  advance(now);
  if (transfers_.erase(id)) share();
}

std::optional<std::pair<SharedBandwidth::Id, Seconds>> SharedBandwidth::next() const {
  std::optional<std::pair<Id, Seconds>> first;
  for (const auto& [id, transfer] : transfers_) {
    const Seconds at(at_ + transfer.left / transfer.rate);
    if (!first || at < first->second) first = {id, at};
  }
  return first;
}

} // namespace archipelago
