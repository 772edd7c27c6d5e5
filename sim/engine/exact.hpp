// Exact fidelity: one run of one World under one seed, every step and every flow played on SimGrid.
//
// SimGrid's engine exists once per process and its clock is never reset, so a process may call this once only:
// callers fork (sim/study/supervisor.hpp). Throws ReplayError on a deadlock (with what everyone was waiting for).
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"
#include "sim/replay/observer.hpp"
#include "sim/replay/replay_error.hpp"
#include "sim/replay/tape.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct ExactOptions {
  Observer* observer = nullptr;
  Tape* record = nullptr;                     // filled with what happened
  const Tape* replay = nullptr;               // play these rounds and failures instead of drawing and deciding
  std::vector<std::string> simgrid_options;   // passed to SimGrid as they are ("contexts/factory:thread")
};

Result run_exact(const World& world, std::uint64_t seed, const ExactOptions& options = {});

std::string simgrid_version();                // "3.32"

} // namespace archipelago
