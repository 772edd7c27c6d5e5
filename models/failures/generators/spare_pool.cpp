#include "models/failures/generators/spare_pool.hpp"

#include "models/failures/hot_spares.hpp"
#include "models/failures/traces/outage_statistics.hpp"
#include "models/random.hpp"

#include <algorithm>

namespace archipelago {

SpareAccount with_spares(const OutageTrace& nodes, const SparePool& pool, std::uint64_t seed) {
  SpareAccount account;
  account.places = nodes;
  account.places.outages.clear();
  const RandomStream queue(seed, entity_key("spare queue"), Purpose::spare_queue);
  Spares spares(pool.spares);
  std::vector<double> down_until(nodes.nodes, -1);
  std::uint64_t asked = 0;
  for (const NodeOutage& outage : nodes.outages) {
    NodeOutage place = outage;
    const double own = std::max(outage.end, down_until[outage.node]);
    if (outage.end > outage.start) {
      const auto arrives = [&] { return Seconds(outage.start) + pool.queue->quantile(queue.uniform(asked++)); };
      const bool waits = spares.waits(Seconds(outage.start));
      const Spares::Grant grant = spares.ask(Seconds(outage.start), Seconds(own), waits && pool.queue ? std::optional(arrives()) : std::nullopt, pool.swap);
      if (grant.node != Spares::Node::own) {
        place.end = grant.at.value + pool.swap.value;
        ++account.swaps;
        account.waited += grant.waited;
      }
    }
    down_until[outage.node] = std::max(down_until[outage.node], place.end);
    account.places.outages.push_back(place);
  }
  account.down_at_once = open_at_once(merged_outages(account.places), nodes.horizon.value);
  return account;
}

} // namespace archipelago
