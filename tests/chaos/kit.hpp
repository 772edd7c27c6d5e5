// The chaos kit: a small run of each protocol, the dates at which anything happens in it, and what must hold of a run in which
// something is killed for a while at such a date.
#pragma once

#include "models/world.hpp"

#include <string>
#include <vector>

namespace archipelago {

// Four learners at two sites behind a hub, a second of steps each at a pace of its own; long enough for a recovery after any kill.
World chaos_world(ProtocolName protocol);

// The same, two learners killed while the kit strikes, with pauses that the scenario states: what recovers is struck again.
World recovering_world(ProtocolName protocol);

// The same as the first, with a data path: coupled loaders or a service that stalls and fails, and that some learners outpace.
World loading_world(ProtocolName protocol, bool decoupled);

// The same, with all that may befall a run from outside: outages, maintenance, reclaimed capacity, slow spells, corruption with restores.
World troubled_world(ProtocolName protocol);

// Every date in between at which a step, pause, round, transfer or mark begins or ends in a run of its own.
std::vector<double> event_dates(const World& world, double from, double until);

// All that can be killed: each learner, each slice of the first, each shard or the syncer's host, each link, each site; from `at`, for `lasts`.
std::vector<ChaosEvent> targets(const World& world, double at, double lasts);

// Plays the world under the kill, beside what it orders itself, twice if asked, each in a process of its own under a time limit. Empty if every promise holds, else
// the first that does not: no abort and no hang, shares sum to one, tokens are those of the time spent computing, what enters the hub
// leaves it, no link carries more than it can, every learner steps and a round is merged after the kill, and both runs are the same.
std::string broken_promise(const World& world, const std::vector<ChaosEvent>& kill, bool twice = true);

// Over every target at every `stride`-th date, just before, at and just after it; one in eight is played twice.
struct Campaign { int dates = 0, kills = 0; std::vector<std::string> broken; };
Campaign kill_everything(const World& world, double lasts, std::size_t stride, double from = 0);

} // namespace archipelago
