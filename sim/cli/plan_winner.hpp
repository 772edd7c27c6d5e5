// The winner of a plan as a scenario of its own, for `run`: what it changes, on top of the file that was planned from.
#pragma once

#include "scenarios/studies/study.hpp"

#include <string>

namespace archipelago {

// {"extends": "the scenario", ...}: objects hold what differs, lists stand whole. Written only if it reads back as the same scenario; CommandError
// (not possible) otherwise, as where it names files relative to another folder.
void write_winner(const std::string& path, const Study& study, const StudyPoint& winner);

} // namespace archipelago
