// What travels between rank 0, which has the store, and the others, which play.
//
//   worker -> 0   wants    an empty message: one run, please
//                 ended    {"run", "seed", "result" or "failure"}
//   0 -> worker   run      {"run", "seed", "scenario", "hash", "overrides"}
//                 done     an empty message: no more runs, ever
// JSON as text. No rank waits inside MPI: messages are asked for (probe) between looks at the children.
#pragma once

#include "sim/study/sweep.hpp"

#include <optional>
#include <string>

namespace archipelago {

enum class Tag : int { wants = 1, ended = 2, run = 3, done = 4 };

struct Message { int rank = 0; Tag tag = Tag::done; std::string text; };

void send(int rank, Tag tag, const std::string& text = {});
std::optional<Message> received();            // absent: nothing has arrived

std::string run_text(std::size_t run, const SweepRun& what);
std::pair<std::size_t, SweepRun> run_from(const std::string& text);
std::string outcome_text(std::size_t run, const Outcome& outcome);
std::pair<std::size_t, Outcome> outcome_from(const std::string& text);

bool hand_out(Sweep& sweep, int workers, Listener* listener);   // rank 0; false: interrupted

// The other ranks: plays what rank 0 sends, several at once, until it says done.
void work(const std::string& scenario_file, const SupervisorOptions& options);

} // namespace archipelago
