#include "models/failures/generators/spare_pool.hpp"

#include "models/failures/traces/outage_statistics.hpp"
#include "models/random.hpp"

#include <algorithm>
#include <queue>

namespace archipelago {

SpareAccount with_spares(const OutageTrace& nodes, const SparePool& pool, std::uint64_t seed) {
  SpareAccount account;
  account.places = nodes;
  account.places.outages.clear();
  const RandomStream queue(seed, entity_key("spare queue"), Purpose::spare_queue);
  std::priority_queue<double, std::vector<double>, std::greater<>> free_from;     // when each spare is there
  for (std::uint32_t spare = 0; spare < pool.spares; ++spare) free_from.push(0);
  std::vector<double> down_until(nodes.nodes, -1);
  std::uint64_t asked = 0;
  for (const NodeOutage& outage : nodes.outages) {
    NodeOutage place = outage;
    const double own = std::max(outage.end, down_until[outage.node]);
    if (outage.end > outage.start) {
      double there = free_from.empty() ? NodeOutage::unknown_end : std::max(outage.start, free_from.top());
      const bool waits = there > outage.start;
      bool from_queue = false;
      if (waits && pool.queue) {
        const double arrives = outage.start + pool.queue->quantile(queue.uniform(asked++)).value;
        from_queue = arrives < there;
        there = std::min(there, arrives);
      }
      if (there + pool.swap.value < own) {
        if (!from_queue) free_from.pop();
        if (own != NodeOutage::unknown_end) free_from.push(own);
        place.end = there + pool.swap.value;
        ++account.swaps;
        account.waited += waits;
      }
    }
    down_until[outage.node] = std::max(down_until[outage.node], place.end);
    account.places.outages.push_back(place);
  }
  account.down_at_once = open_at_once(merged_outages(account.places), nodes.horizon.value);
  return account;
}

} // namespace archipelago
