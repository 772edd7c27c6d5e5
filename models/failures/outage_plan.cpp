#include "models/failures/outage_plan.hpp"

#include "models/failures/traces/time_weighted.hpp"
#include "models/random.hpp"

#include <algorithm>

namespace archipelago {

namespace {

std::vector<TimeSpan> spans_of(const OutagePlan::Observed& observed) {
  std::vector<TimeSpan> spans;
  for (const NodeOutage& outage : observed.trace->outages)
    if (outage.node == observed.place) spans.emplace_back(outage.start, std::min(outage.end, observed.trace->horizon.value));
  return merged_spans(std::move(spans));
}

} // namespace

double OutagePlan::share_away() const {
  if (laws) return laws->away.mean() / (laws->up.mean() + laws->away.mean());
  if (periodic) return periodic->away / periodic->every;
  double away = 0;
  for (const auto& [from, to] : spans_of(*observed)) away += to - from;
  return away / observed->trace->horizon.value;
}

OutageDates::OutageDates(const OutagePlan& plan, std::uint64_t seed) : plan_(&plan), seed_(seed) {
  if (!plan.observed) return;
  const double period = plan.observed->trace->horizon.value, offset = plan.observed->offset.value;
  std::vector<TimeSpan> shifted;
  for (const auto& [from, to] : spans_of(*plan.observed)) {
    if (from >= offset) shifted.emplace_back(from - offset, to - offset);
    else shifted.emplace_back(from - offset + period, to - offset + period);
    if (from < offset && to > offset) shifted.emplace_back(from - offset, to - offset);   // under way when the run begins, once
  }
  spans_ = std::move(shifted);
  std::sort(spans_.begin(), spans_.end());
}

std::optional<std::pair<double, double>> OutageDates::next() {
  if (plan_->laws) {
    const RandomStream draws(seed_, entity_key(plan_->name), Purpose::place_outage);
    const double from = until_ + plan_->laws->up.quantile(draws.uniform(2 * drawn_)).value;
    until_ = from + plan_->laws->away.quantile(draws.uniform(2 * drawn_ + 1)).value;
    ++drawn_;
    return std::pair(from, until_);
  }
  if (plan_->periodic) {
    const double from = plan_->periodic->first.value + static_cast<double>(drawn_++) * plan_->periodic->every.value;
    return std::pair(from, from + plan_->periodic->away.value);
  }
  while (!spans_.empty()) {
    if (at_ == spans_.size()) {
      at_ = 0;
      ++round_;
    }
    const auto [from, to] = spans_[at_++];
    if (from < 0 && round_ > 0) continue;
    const double shift = round_ * plan_->observed->trace->horizon.value, start = std::max({0.0, from + shift, until_});
    if (to + shift <= start) {
      if (spans_.size() == 1 && from < 0) break;
      continue;
    }
    until_ = to + shift;
    return std::pair(start, until_);
  }
  return std::nullopt;
}

} // namespace archipelago
