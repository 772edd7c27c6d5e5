// Spares that take the places of nodes that are down, and a queue for replacements: from outages of nodes to outages of places.
//
// A place is down until a spare has taken it over (`swap` after a spare is there) or its node is back, whichever is first. A node that
// was replaced joins the pool when it is repaired. Spares are given in the order in which places went down. With a queue, a place that
// waits also asks for a replacement, which arrives after a draw from its law and stays in the pool ever after. Spares do not fail while
// they are idle. Zero-length outages stay: they interrupt, and need no spare.
#pragma once

#include "models/failures/traces/time_weighted.hpp"
#include "models/failures/traces/trace.hpp"
#include "models/failures/law.hpp"

#include <optional>

namespace archipelago {

struct SparePool {
  std::uint32_t spares = 0;
  Seconds swap;                               // from a spare being there until the place works again
  std::optional<Law> queue;                   // time until a replacement arrives
};

struct SpareAccount {
  OutageTrace places;
  std::uint64_t swaps = 0, waited = 0;        // taken over at all; and of these, with no spare idle at that moment
  TimeWeighted down_at_once;                  // of the places
};

SpareAccount with_spares(const OutageTrace& nodes, const SparePool& pool, std::uint64_t seed);

} // namespace archipelago
