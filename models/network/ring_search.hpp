// The search behind ring_order, on a plain matrix of edges: exact for small rings, local search for large ones.
// Both return a permutation of 0 ... n-1 that starts with 0; edges must be symmetric.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace archipelago {

struct RingEdge {
  double rate = 0;                            // bytes per second, to be maximised at the slowest edge
  std::int64_t picoseconds = 0;               // one-way latency, summed and minimised among equals
};

class RingEdges {
public:
  explicit RingEdges(std::size_t nodes) : nodes_(nodes), edges_(nodes * nodes) {}
  std::size_t nodes() const { return nodes_; }
  RingEdge& at(std::size_t a, std::size_t b) { return edges_[a * nodes_ + b]; }
  const RingEdge& at(std::size_t a, std::size_t b) const { return edges_[a * nodes_ + b]; }

private:
  std::size_t nodes_;
  std::vector<RingEdge> edges_;
};

std::vector<std::size_t> best_ring_exact(const RingEdges& edges);       // time 2^n n^2: up to about 14 nodes
std::vector<std::size_t> best_ring_heuristic(const RingEdges& edges);

} // namespace archipelago
