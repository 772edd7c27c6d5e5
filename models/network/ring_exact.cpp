#include "models/network/ring_search.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace archipelago {

namespace {

constexpr std::int64_t no_way = std::numeric_limits<std::int64_t>::max();

// rest[visited][at]: least latency of a way from `at` through all nodes not yet visited and back to 0, over edges of at
// least `floor`. Walking it forward and taking the lowest node that keeps the optimum gives the lexicographic least.
class RingsAbove {
public:
  RingsAbove(const RingEdges& edges, double floor)
      : edges_(edges), floor_(floor), nodes_(edges.nodes()), all_((std::size_t{1} << nodes_) - 1),
        rest_((all_ + 1) * nodes_, no_way) {
    for (std::size_t at = 0; at < nodes_; ++at)
      if (edges_.at(at, 0).rate >= floor_) rest(all_, at) = edges_.at(at, 0).picoseconds;
    for (std::size_t visited = all_; visited-- > 0;)
      for (std::size_t at = 0; at < nodes_; ++at)
        if (visited >> at & 1) rest(visited, at) = best_from(visited, at);
  }

  std::optional<std::vector<std::size_t>> best() const {
    if (rest(1, 0) == no_way) return std::nullopt;
    std::vector<std::size_t> ring{0};
    std::size_t visited = 1;
    while (visited != all_) {
      std::size_t next = 0;
      while (visited >> next & 1 || through(visited, ring.back(), next) != rest(visited, ring.back())) ++next;
      visited |= std::size_t{1} << next;
      ring.push_back(next);
    }
    return ring;
  }

private:
  std::int64_t& rest(std::size_t visited, std::size_t at) { return rest_[visited * nodes_ + at]; }
  std::int64_t rest(std::size_t visited, std::size_t at) const { return rest_[visited * nodes_ + at]; }

  std::int64_t through(std::size_t visited, std::size_t at, std::size_t next) const {
    const std::int64_t after = rest(visited | std::size_t{1} << next, next);
    if (edges_.at(at, next).rate < floor_ || after == no_way) return no_way;
    return edges_.at(at, next).picoseconds + after;
  }

  std::int64_t best_from(std::size_t visited, std::size_t at) const {
    std::int64_t best = no_way;
    for (std::size_t next = 0; next < nodes_; ++next)
      if (!(visited >> next & 1)) best = std::min(best, through(visited, at, next));
    return best;
  }

  const RingEdges& edges_;
  double floor_;
  std::size_t nodes_, all_;
  std::vector<std::int64_t> rest_;
};

} // namespace

std::vector<std::size_t> best_ring_exact(const RingEdges& edges) {
  std::set<double> distinct;
  for (std::size_t a = 0; a < edges.nodes(); ++a)
    for (std::size_t b = 0; b < a; ++b) distinct.insert(edges.at(a, b).rate);
  const std::vector<double> floors(distinct.begin(), distinct.end());

  // Every ring holds above the lowest rate; the highest floor that still admits one is found by bisection.
  std::size_t low = 0, high = floors.size();
  auto ring = RingsAbove(edges, floors[low]).best();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    if (auto better = RingsAbove(edges, floors[middle]).best()) {
      ring = std::move(better);
      low = middle;
    } else {
      high = middle;
    }
  }
  return *ring;
}

} // namespace archipelago
