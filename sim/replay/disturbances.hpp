// What the replay keeps of the things that befall a run from outside: outages of sites and links, capacity that a market takes, slow spells,
// silent corruption.
#pragma once

#include "models/failures/outage_plan.hpp"
#include "models/failures/slow_spells.hpp"
#include "sim/replay/cuts.hpp"

#include <cstdint>
#include <functional>
#include <queue>
#include <set>
#include <vector>

namespace archipelago {

struct Disturbances {
  struct Place {                              // one plan of outages
    OutageDates dates;
    double from = 0, to = 0;                  // the outage under way or to come
    bool open = false;
    std::int64_t count = 0;
    double seconds = 0;
  };
  struct Loss { double at = 0, until = 0; std::vector<std::uint32_t> slices; };   // announced
  struct Held {                               // capacity of one learner
    std::size_t next = 0;                     // outage of its schedule
    double round = 0;                         // times that the schedule has begun anew
    std::int64_t slices = 0;                  // held now
    std::priority_queue<double, std::vector<double>, std::greater<>> returns;
    double announced = -1;                    // the last reclaim that was
  };
  struct Corrupt {
    double since = -1;                        // not corrupt
    Progress progress;                        // when it became so
    std::uint64_t drawn = 0;                  // events of an earlier draw are stale
  };

  std::vector<Place> places;
  std::vector<double> link_stated;            // factor by dates of the scenario
  std::vector<std::multiset<double>> link_factors;   // by outages under way
  std::vector<std::vector<Loss>> announced;   // per learner
  std::vector<Held> held;                     // per learner; empty: nobody's capacity is a market's
  std::vector<SlowSpells> slow;               // per learner; empty: none
  std::vector<Corrupt> corrupt;               // per learner; empty: none
  bool loss_announced = false;                // the losses being met were
  std::int64_t reclaims = 0, reclaimed_slices = 0, corruptions = 0, replayed = 0, restores = 0;
  double stretched = 0, undetected = 0, replayed_for = 0, rolled_back = 0;   // seconds
};

} // namespace archipelago
