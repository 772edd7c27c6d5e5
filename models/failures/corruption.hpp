// Silent data corruption: a learner computes wrong results, and nobody knows for a while.
//
// One accelerator corrupts its learner after a life drawn from `life` (a learner of n after the first of n such lives, on the wall
// clock); the corruption is found after `detection`. What is done then, by policy:
//   rollback       the corrupt merges are in the outer state: the whole run goes back to the last checkpoint that was complete before
//                  the corruption, and loses what it did since
//   reject_merge   the syncer has refused the learner's merges since; it loses its own steps since, and its state with them: it
//                  receives a peer's
//   replay         nothing is ever merged wrong: a share of the steps is suspected at their end and done again at once (Gemini 2.5
//                  replayed 0.25 % of its steps, 6 % of them with a genuine corruption); life and detection play no part
#pragma once

#include "models/failures/law.hpp"

namespace archipelago {

struct Corruption {
  enum class Policy { rollback, reject_merge, replay };
  Policy policy = Policy::rollback;
  Law life, detection;
  double replayed = 0.0025;                   // share of the steps
};

} // namespace archipelago
