// The runs behind a proposal's sensitivities, alternatives and pilot, as one document ("archipelago-proposal-runs/1"): every number in the
// proposal that is not of the two results is of a run in here.
//
//   figure        what is compared: of both sides, less is better
//   runs          accounts by name; proposed and today are the two sides at fidelity fast
//   alternatives  the same world trained otherwise        tornado     a knob low and high on the sides that have it
//   map           failure rate against size of the job    break_even  knobs searched for where both sides come out the same
//   events        a site lost for a while                 pilot       a scenario and its run
//   timeline      of the seed in the middle: class of time by learner and bin       left_out    what could not be run, and why
#pragma once

#include "sim/cli/proposal/run_book.hpp"

namespace archipelago {

nlohmann::json play_studies(const nlohmann::json& result, const nlohmann::json& baseline, const nlohmann::json& before, const RunBookOptions& options);

} // namespace archipelago
