#include "models/storage/shared_bandwidth.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace archipelago {

void SharedBandwidth::advance(Seconds now) {
  for (auto& [id, transfer] : transfers_) transfer.left = std::max(0.0, transfer.left - transfer.rate * (now.value - at_));
  at_ = now.value;
}

void SharedBandwidth::share() {
  std::vector<Transfer*> by_cap;
  for (auto& [id, transfer] : transfers_) by_cap.push_back(&transfer);
  std::sort(by_cap.begin(), by_cap.end(), [](const Transfer* a, const Transfer* b) { return a->cap < b->cap; });
  double left = total_;
  for (std::size_t i = 0; i < by_cap.size(); ++i) {
    by_cap[i]->rate = std::min(by_cap[i]->cap, left / static_cast<double>(by_cap.size() - i));
    left -= by_cap[i]->rate;
  }
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
