// Losses that a user orders at a date, beside whatever fails by itself: chaos.
//
// A kill takes slices from `at` until `until`: all of a learner or one of them. The rules that follow are those of every other
// loss (sim/replay/availability.cpp); only the date is not drawn, so that a step under way is lost. A link carries `factor` of its
// bandwidth meanwhile, as in an outage of the network. A killed site is its learners and every link that ends there: its syncer
// shards can then reach nobody, and what they hold stays (protocol section 1.8: the syncer stands on stable machines of its own). A
// killed shard, or the host of a central syncer or parameter server, takes a piece of the outer state with it: the whole run stops and
// goes back to its last complete checkpoint when it or its replacement is there. Dates are seconds since the start of the run, warm-up
// included.
#pragma once

#include "models/network/network.hpp"
#include "models/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct World;

struct ChaosEvent {
  struct Victim { std::size_t learner; std::optional<std::uint32_t> slice; };   // of the learner, from 0; absent = all of them

  std::string text;                           // as written, its verb included: "kill=learner:3@2d"
  Seconds at;
  std::optional<Seconds> until;               // absent: slices after their return delay; links, and slices without one, never
  double factor = 0;                          // of the links
  std::vector<Victim> victims;
  std::vector<std::size_t> links;             // indices of Network::links
  bool syncer = false;                        // a shard or the host of the syncer dies
};

// What a link is ordered and stated to go through: the scenario's outages, and those of chaos.
std::vector<Outage> outages_of(const World& world, std::size_t link);

// Whether its bandwidth may be another one at some date.
bool capacity_changes(const World& world, std::size_t link);

// The same as dates from which a factor holds, in order. Where outages overlap the lowest factor does.
struct CapacityChange { Seconds at; double factor; };
std::vector<CapacityChange> factor_changes(const std::vector<Outage>& outages);

} // namespace archipelago
