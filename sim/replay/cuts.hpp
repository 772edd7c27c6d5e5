// Consistent checkpoints of the whole run (protocol section 1.10): which one could a run that must stop go back to?
//
// The syncer's snapshot opens a cut. Every learner that is there then owes its own snapshot, taken before its next step and written
// after that; one that dies first is left out (on resume it recovers from a peer). A cut is complete when nobody owes it any more. A
// snapshot serves every cut that its learner still owes: it is the first one after all of them.
#pragma once

#include "models/units.hpp"
#include "sim/replay/learner_state.hpp"

#include <deque>
#include <vector>

namespace archipelago {

using Progress = LearnerState::Saved;

struct Cut {
  enum class Share : char { left_out, owed, taken, written };
  Seconds begun, last_taken;                  // what went wrong after last_taken is not in it
  std::vector<Progress> progress;             // of every learner; of one that is left out, as it stood when the cut began
  std::vector<Share> shares;
  std::size_t owed = 0;                       // not written yet
};

class Cuts {
public:
  void begin(Seconds now, std::vector<Progress> progress, const std::vector<char>& present);
  void take(std::size_t learner, Seconds now, const Progress& progress);
  void wrote(std::size_t learner);            // its last snapshot is safe
  void gone(std::size_t learner);             // what it had not written is lost
  // Complete, nothing in it later than `until`; nullptr: there is none, and the run goes back to its start.
  const Cut* newest_complete(Seconds until) const;
  void keep_from(Seconds date);               // nobody will ask for an earlier `until`
  void restored(const Cut* cut);              // later cuts, and those not complete, are of a past that is gone

private:
  template <class Settle> void each_share(std::size_t learner, Settle settle);

  std::deque<Cut> cuts_;
};

} // namespace archipelago
