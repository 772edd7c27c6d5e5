#include "models/failures/spares.hpp"

#include "models/failures/traces/outage_statistics.hpp"
#include "models/random.hpp"
#include "models/statistics/quantile.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>

namespace archipelago {

namespace {

void add_all(const TimeWeighted& from, TimeWeighted& to) {
  for (std::uint32_t count = 0; count <= from.max(); ++count) to.add(count, from.share_of(count) * from.total());
}

double share_up_to(const TimeWeighted& down, std::uint32_t count) {
  double share = 0;
  for (std::uint32_t c = 0; c <= std::min(count, down.max()); ++c) share += down.share_of(c);
  return share;
}

// How many of the pool's nodes are in repair as each outage of an idle node begins.
void note_found(const std::vector<NodeOutage>& outages, Seconds from, std::vector<std::uint32_t>& found) {
  std::vector<std::pair<double, std::uint32_t>> until;             // of nodes in repair
  for (const NodeOutage& outage : outages) {
    std::erase_if(until, [&](const auto& one) { return one.first <= outage.start; });
    const auto same = std::find_if(until.begin(), until.end(), [&](const auto& one) { return one.second == outage.node; });
    if (same != until.end()) {
      same->first = std::max(same->first, outage.end);
      continue;
    }
    if (outage.end <= outage.start) continue;
    if (outage.start >= from.value) found.push_back(static_cast<std::uint32_t>(until.size()));
    until.emplace_back(outage.end, outage.node);
  }
}

} // namespace

DownHistory down_history(const OutageTrace& trace, std::uint32_t pools, Seconds from) {
  const std::uint32_t size = trace.nodes / pools;
  std::vector<OutageTrace> parts(pools, OutageTrace{size, 0, trace.horizon, {}, {}, {}});
  for (NodeOutage outage : trace.outages) {
    OutageTrace& part = parts[std::min(outage.node / size, pools - 1)];
    outage.node %= size;
    part.outages.push_back(outage);
  }
  DownHistory history;
  for (const OutageTrace& part : parts) {
    note_found(part.outages, from, history.found);
    std::vector<TimeSpan> spans = merged_outages(part);
    for (auto& [start, end] : spans) {
      start = std::max(0.0, start - from.value);
      end = std::max(0.0, end - from.value);
    }
    add_all(open_at_once(spans, (trace.horizon - from).value), history.down);
  }
  return history;
}

SpareStudy::SpareStudy(std::uint32_t nodes, std::vector<DownHistory> histories) : nodes_(nodes), histories_(std::move(histories)) {
  for (const DownHistory& history : histories_) add_all(history.down, pooled_);
}

double SpareStudy::coverage(std::uint32_t spares) const { return share_up_to(pooled_, spares); }

Interval SpareStudy::coverage_of_histories(std::uint32_t spares) const {
  std::vector<double> shares;
  for (const DownHistory& history : histories_) shares.push_back(share_up_to(history.down, spares));
  return {quantile(shares, 0.1), quantile(shares, 0.9)};
}

double SpareStudy::memoryless_coverage(std::uint32_t spares) const {
  if (spares >= nodes_ || pooled_.mean() <= 0) return 1;
  return boost::math::cdf(boost::math::binomial(nodes_, std::min(1.0, pooled_.mean() / nodes_)), spares);
}

SpareAnswer SpareStudy::answer(double share) const {
  SpareAnswer answer;
  answer.share = share;
  answer.spares = pooled_.quantile(share);
  while (memoryless_coverage(answer.memoryless) < share) ++answer.memoryless;
  answer.memoryless_covers = coverage(answer.memoryless);
  std::size_t outages = 0, waiting = 0;
  for (const DownHistory& history : histories_) {
    outages += history.found.size();
    waiting += static_cast<std::size_t>(std::count_if(history.found.begin(), history.found.end(), [&](std::uint32_t down) { return down >= answer.spares; }));
  }
  answer.waiting = outages > 0 ? static_cast<double>(waiting) / static_cast<double>(outages) : 0;
  if (histories_.size() < 2) return answer;

  constexpr std::uint64_t resamples = 400;
  const RandomStream draws(1, entity_key("spares"), Purpose::bootstrap);
  std::vector<double> quantiles;
  for (std::uint64_t resample = 0; resample < resamples; ++resample) {
    TimeWeighted drawn;
    for (std::size_t i = 0; i < histories_.size(); ++i) {
      const auto chosen = static_cast<std::size_t>(draws.uniform(resample * histories_.size() + i) * static_cast<double>(histories_.size()));
      add_all(histories_[std::min(chosen, histories_.size() - 1)].down, drawn);
    }
    quantiles.push_back(drawn.quantile(share));
  }
  answer.interval = Interval{quantile(quantiles, 0.05), quantile(quantiles, 0.95)};
  return answer;
}

} // namespace archipelago
