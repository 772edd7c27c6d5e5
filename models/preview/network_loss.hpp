// What the loss of one link, backbone, hub or site does to a run: stops it, makes its synchronizations longer, or nothing.
//
// Each is taken away in turn, with all links that go with it (a site's with its learners). A run stops where a synchronization needs
// a link that is gone and the network sends its flows no other way; it stands still until the link is back. Otherwise the time of a
// synchronization (traffic.hpp) is compared with that of the whole network. As in the replay: routes are fixed, a second path is used where the
// scenario says so; a syncer sharded over all learners needs each of its shards, while jobs in lock-step go on without the learners
// of a lost site (after their join timeout), but for data-parallel, which waits; a parameter server loses only those learners that cannot
// reach it. Capacity, not time of day: profiles and others' traffic are left out.
#pragma once

#include "models/world.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct NetworkLoss {
  enum class Kind { link, backbone, hub, site };
  enum class Effect { none, slower, stops };

  Kind kind = Kind::link;
  std::string name;
  Effect effect = Effect::none;
  double stretch = 1;                         // synchronization without it / with it; of the learners that go on
  std::size_t learners_stopped = 0;           // of all: those of a lost site too
  // Where something stops that a second path would carry on: how long a synchronization would then take, as `stretch`; 0 where none would help.
  double with_second_paths = 0;
};

std::vector<NetworkLoss> network_losses(const World& world);   // links, backbones, hubs, sites, in their order
double synchronization_seconds(const World& world);           // what `stretch` is a multiple of

} // namespace archipelago
