#include "models/network/ring_search.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace archipelago {

namespace {

using Ring = std::vector<std::size_t>;

struct Value { double slowest; std::int64_t picoseconds; };

Value value_of(const RingEdges& edges, const Ring& ring) {
  Value value{edges.at(ring.back(), ring.front()).rate, 0};
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const RingEdge& edge = edges.at(ring[k], ring[(k + 1) % ring.size()]);
    value.slowest = std::min(value.slowest, edge.rate);
    value.picoseconds += edge.picoseconds;
  }
  return value;
}

bool better(Value a, Value b) { return std::tuple(-a.slowest, a.picoseconds) < std::tuple(-b.slowest, b.picoseconds); }

// From 0, always on to the node with the fastest, then closest, then lowest edge.
Ring greedy_ring(const RingEdges& edges) {
  Ring ring{0}, left(edges.nodes() - 1);
  std::iota(left.begin(), left.end(), std::size_t{1});
  while (!left.empty()) {
    const auto next = std::min_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
      const RingEdge& to_a = edges.at(ring.back(), a);
      const RingEdge& to_b = edges.at(ring.back(), b);
      return std::tuple(-to_a.rate, to_a.picoseconds, a) < std::tuple(-to_b.rate, to_b.picoseconds, b);
    });
    ring.push_back(*next);
    left.erase(next);
  }
  return ring;
}

// A 2-opt move replaces the edges (i, i+1) and (j, j+1) by (i, j) and (i+1, j+1). First all moves that lift the slowest
// edges are taken, then all that shorten the ring without a slower edge; each takes a strict step, so both end.
class TwoOpt {
public:
  TwoOpt(const RingEdges& edges, Ring ring) : edges_(edges), ring_(std::move(ring)) {}

  Ring improved() {
    while (improve([this](auto... edge) { return lifts(edge...); })) {}
    while (improve([this](auto... edge) { return shortens(edge...); })) {}
    return ring_;
  }

private:
  bool lifts(const RingEdge& old1, const RingEdge& old2, const RingEdge& new1, const RingEdge& new2) const {
    return std::min(old1.rate, old2.rate) <= slowest_ && std::min(new1.rate, new2.rate) > slowest_;
  }
  bool shortens(const RingEdge& old1, const RingEdge& old2, const RingEdge& new1, const RingEdge& new2) const {
    return std::min(new1.rate, new2.rate) >= slowest_ &&
           new1.picoseconds + new2.picoseconds < old1.picoseconds + old2.picoseconds;
  }

  template <class Wanted> bool improve(Wanted wanted) {
    slowest_ = value_of(edges_, ring_).slowest;
    bool changed = false;
    const std::size_t n = ring_.size();
    for (std::size_t i = 0; i + 1 < n; ++i)
      for (std::size_t j = i + 2; j < n; ++j) {
        const std::size_t after = (j + 1) % n;
        if (after == i) continue;
        if (!wanted(edges_.at(ring_[i], ring_[i + 1]), edges_.at(ring_[j], ring_[after]), edges_.at(ring_[i], ring_[j]),
                    edges_.at(ring_[i + 1], ring_[after])))
          continue;
        std::reverse(ring_.begin() + static_cast<std::ptrdiff_t>(i) + 1, ring_.begin() + static_cast<std::ptrdiff_t>(j) + 1);
        changed = true;
      }
    return changed;
  }

  const RingEdges& edges_;
  Ring ring_;
  double slowest_ = 0;
};

} // namespace

std::vector<std::size_t> best_ring_heuristic(const RingEdges& edges) {
  Ring listed(edges.nodes());
  std::iota(listed.begin(), listed.end(), std::size_t{0});
  Ring from_listed = TwoOpt(edges, std::move(listed)).improved();
  Ring from_greedy = TwoOpt(edges, greedy_ring(edges)).improved();
  Ring& ring = better(value_of(edges, from_greedy), value_of(edges, from_listed)) ? from_greedy : from_listed;
  if (ring[1] > ring.back()) std::reverse(ring.begin() + 1, ring.end());   // of the two directions the lower one
  return ring;
}

} // namespace archipelago
