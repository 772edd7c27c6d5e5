// The event tape (protocol section 1.9): the decisions of a run, enough to play it again without deciding anew.
//
// Replay skips quorum and grace and draws no failure: same participants, same launch times, same failures at the same
// steps. Step times come from the recorded seed's keyed streams, so they need no record.
#pragma once

#include <cstdint>
#include <vector>

namespace archipelago {

struct TapeRound {
  std::int64_t syncer_step = 0;
  double launched_s = 0;                       // date at which the quorum and grace were over
  std::vector<std::uint32_t> contributors;     // learner indices, ascending
};

struct TapeFailure {
  std::uint32_t learner = 0;
  std::int64_t step = 0;                       // the learner's step attempt that met it
  std::vector<std::uint32_t> slices;
  std::vector<double> return_delays_s;         // one per slice
};

struct Tape {
  std::uint64_t seed = 1;
  std::uint64_t scenario_hash = 0;
  std::vector<TapeRound> rounds;
  std::vector<TapeFailure> failures;
};

} // namespace archipelago
