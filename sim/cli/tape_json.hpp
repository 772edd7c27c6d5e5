// The event tape (sim/replay/tape.hpp) as a file: `run --record TAPE`, `run --replay TAPE`.
//
//   {"format": "archipelago-tape/1", "seed": 1, "scenario_hash": "9f3c…",
//    "rounds": [{"syncer_step", "launched_s", "contributors": [learner, …]}, …],
//    "failures": [{"learner", "step", "slices": […], "return_delays_s": […]}, …]}
#pragma once

#include "models/world.hpp"
#include "sim/replay/tape.hpp"

#include <string>
#include <string_view>

namespace archipelago {

std::string tape_to_json(const Tape& tape);
Tape tape_from_json(std::string_view text, const std::string& file);   // throws CommandError (usage), naming the file

std::uint64_t scenario_hash(const World& world);

// A tape may be played in a changed scenario (another bandwidth, other step times), which is said on stderr, but not in one
// that lacks its learners: CommandError (usage).
void check_tape(const Tape& tape, const World& world, const std::string& file);

} // namespace archipelago
