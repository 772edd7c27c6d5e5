// Quality of a run: its world and what the replay saw of it (contributors, staleness, learners held) put to the laws.
//
// The tokens are training.target_tokens, or 20 a parameter where none are given (flagged). Data parallel schemes are the
// reference: one gradient of all, their efficiency is 1 and failures only cost time (arXiv 2604.21428, table 2). Server schemes
// have no published law and stay unknown.
#pragma once

#include "models/result.hpp"
#include "models/world.hpp"

namespace archipelago {

// Fills result.quality, or an `unknown` that says why not. After tokens, learners and syncer of the result.
void add_quality(const World& world, Result& result);

} // namespace archipelago
