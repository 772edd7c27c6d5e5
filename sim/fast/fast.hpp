// Fast fidelity: one run of one World under one seed, played from an event heap without SimGrid.
//
// The rules are those of the exact engine: the same replay (sim/replay) behind the same wall, with flows as a fluid
// (fluid_network.hpp) instead of SimGrid's. Nothing here belongs to the process: any number of runs may follow each other in one.
// Dates agree with the exact engine's to rounding, so in most scenarios the event fingerprint is the same; where two events stand
// within a nanosecond of each other, or a date on the edge of a microsecond, they may be told in another order.
// Throws ReplayError on a deadlock (with what everyone was waiting for).
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/replay/observer.hpp"
#include "sim/replay/replay_error.hpp"
#include "sim/replay/tape.hpp"

#include <cstdint>

namespace archipelago {

struct FastOptions {
  Observer* observer = nullptr;
  Tape* record = nullptr;                     // filled with what happened
  const Tape* replay = nullptr;               // play these rounds and failures instead of drawing and deciding
  bool jumps = true;                          // over repeated cycles (jumps.hpp); off where an observer wants every span
  std::int64_t* jumped = nullptr;             // how often it did
};

Result run_fast(const World& world, std::uint64_t seed, const FastOptions& options = {});

} // namespace archipelago
