#include "models/network/collectives.hpp"

#include <algorithm>

namespace archipelago {

Seconds ring_all_reduce_time(std::size_t members, Bytes size, RingEdgeCost edge) {
  if (members < 2) return Seconds(0);
  const double hops = 2.0 * static_cast<double>(members - 1);
  return size * ring_factor(members) / edge.rate + duration(edge.latency) * hops;
}

Seconds hierarchical_all_reduce_time(const std::vector<SiteMembers>& sites, Bytes size, RingEdgeCost wan) {
  Seconds inside(0);
  for (const SiteMembers& site : sites) inside = std::max(inside, ring_all_reduce_time(site.learners, size, site.lan));
  return inside + ring_all_reduce_time(sites.size(), size, wan);
}

} // namespace archipelago
