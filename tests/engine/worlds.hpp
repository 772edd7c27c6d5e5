// Small worlds built in code, and the figures of a run brought back from its own process.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/replay/tape.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace archipelago {

struct Figures {
  double goodput, uptime, utilization, horizon, tokens, sync_mean, sync_max, contributors, staleness;
  std::int64_t steps, rounds;
  std::uint64_t fingerprint;
  TimeShares shares;
  std::array<double, 32> link_bytes;          // forward and backward of each link, in order
  std::array<double, 16> learner_steps;
  std::array<double, 17> contributors_share;  // of the rounds, by number of contributors
  double spares_idle, spares_waited, places_down;   // of the first pool
  std::int64_t spares_requests;

  double share(TimeClass what) const { return shares[static_cast<std::size_t>(what)]; }
  double share_sum() const { double sum = 0; for (double s : shares) sum += s; return sum; }
};

// Runs in a child process: SimGrid's engine exists once per process.
Figures play(const World& world, std::uint64_t seed = 1);

struct StarWan { int sites = 4; double gigabits = 1; double one_way_ms = 0; };
// One learner at each site, all behind one hub; 1e9 parameters of 16 bit, 24 layers of unknown content unless changed.
World star_world(const StarWan& wan, double step_s, ProtocolName protocol);
// All learners at one site without a lan limit: communication takes no time.
World one_site_world(int learners, double step_s, ProtocolName protocol);
void run_steps(World& world, double steps, double warm_up = 0);
void run_time(World& world, double seconds);

// Both runs in one process each, the second driven by the first's tape.
struct TapePair { Figures recorded, replayed; };
TapePair record_and_replay(const World& world, std::uint64_t seed);

} // namespace archipelago
