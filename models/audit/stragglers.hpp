// Ranks that make the others wait, in a job whose ranks meet in every step.
//
//   own(r, s)  = length of step s on rank r - its exposed communication        what the rank itself took
//   wait(r, s) = min(exposed communication, max over ranks of own(., s) - own(r, s))
//   cost       = sum over steps of (max own - median own) / sum of mean step lengths    what equal ranks would save
//
// Steps are matched by number, else by order; clocks of different hosts are never compared. Profilers lose events: a numbered step
// is compared among most ranks, and those without a collective in a step where others have theirs are left out of it.
// Valid where every rank is in the profile: a slow rank that is not there shows as communication.
#pragma once

#include "models/audit/account.hpp"

namespace archipelago {

struct Stragglers {
  std::size_t ranks = 0, steps = 0;           // compared
  double cost = 0;                            // share of step time
  std::int64_t slowest_rank = 0;
  double slowest_excess = 0;                  // its mean own time / the median's - 1
  double slowest_share = 0;                   // of the steps, how often it was the slowest
  TimeUse slowest_because = TimeUse::compute; // where it spends most more than the median rank
};

// Moves the part of exposed communication that is waiting to straggler_wait, in steps and totals.
Stragglers find_stragglers(std::vector<RankAccount>& ranks);

} // namespace archipelago
