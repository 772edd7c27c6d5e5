// Latencies as they differ from message to message: of flows, and of what an exchange waits for beside them.
//
// Draws are keyed, not taken in call order: those of flows by the pair of sites and the number of the flow between them, those of
// an exchange by the round's number. Where no link has jitter nothing is drawn.
#pragma once

#include "models/network/topology.hpp"
#include "models/random.hpp"
#include "models/world.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

class Latencies {
public:
  Latencies(const World& world, std::uint64_t seed);

  bool differ() const { return differ_; }
  // To be added to the latency of the next flow between two sites: jitter, and the time that starting slowly costs.
  Seconds next_flow(std::size_t from, std::size_t to, const Path& path, Bytes size) { return differ_ ? drawn(from, to, path, size) : Seconds(0); }
  // To be added to the latencies in a row that a round waits for after its last flow, and to a report's way.
  Seconds of_round(Seconds mean, Seconds deviation, std::int64_t round) const;
  Seconds of_report(std::size_t learner, Seconds mean, Seconds deviation, std::int64_t round) const;

private:
  Seconds drawn(std::size_t from, std::size_t to, const Path& path, Bytes size);

  const World& world_;
  std::uint64_t seed_;
  bool differ_;
  std::vector<RandomStream> pairs_;           // sites x sites
  std::vector<std::uint64_t> flows_;          // so many of each pair have been
  RandomStream rounds_;
};

} // namespace archipelago
