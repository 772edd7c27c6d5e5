// What befalls a run from outside: how it begins, slow spells, and the account of all.
#include "sim/replay/replay.hpp"

#include <algorithm>

namespace archipelago {

void Replay::begin_disturbances() {
  const std::size_t links = world_.network.links.size();
  disturbances_.link_stated.assign(links, 1);
  disturbances_.link_factors.resize(links);
  disturbances_.announced.resize(learners_.size());
  for (std::size_t index = 0; index < world_.outages.size(); ++index) {
    keeps_cuts_ = keeps_cuts_ || world_.outages[index].shards_too;
    disturbances_.places.push_back({OutageDates(world_.outages[index], options_.seed)});
    arm_place(index);
  }
  begin_holdings();
  if (world_.slow && world_.slow->observed) {
    std::vector<SlicedLearner> sliced;
    for (const Learner& learner : world_.learners) sliced.push_back({learner.accelerators, learner.slice_size});
    disturbances_.slow = observed_spells(*world_.slow->observed, sliced, options_.seed);
  } else if (world_.slow) {
    for (const Learner& learner : world_.learners) disturbances_.slow.emplace_back(*world_.slow, options_.seed, learner.name, learner.slices());
  }
  if (!world_.corruption || world_.corruption->policy == Corruption::Policy::replay) return;
  keeps_cuts_ = keeps_cuts_ || world_.corruption->policy == Corruption::Policy::rollback;
  disturbances_.corrupt.resize(learners_.size());
  for (std::size_t m = 0; m < learners_.size(); ++m) arm_corruption(m);
}

// How long a step takes that begins now.
double Replay::stretched(std::size_t learner) {
  if (disturbances_.slow.empty()) return learners_[learner].step_time;
  SlowSpells& spells = disturbances_.slow[learner];
  spells.forget(now_.value);
  return spells.time_for(now_.value, step_duration(learner));
}

void Replay::add_faults(Result& result) const {
  const double from = account_.counted_from().value;
  for (std::size_t index = 0; index < world_.outages.size(); ++index) {
    const auto& place = disturbances_.places[index];
    const double open = place.open ? std::max(0.0, now_.value - std::max(place.from, from)) : 0;
    result.faults.push_back({world_.outages[index].name, place.count, place.seconds + open});
  }
  if (!disturbances_.held.empty()) {
    double not_held = 0;
    for (std::size_t m = 0; m < learners_.size(); ++m) not_held += account_.not_held(m).value * static_cast<double>(world_.learners[m].slices());
    result.faults.push_back({"capacity reclaims", disturbances_.reclaims, not_held});
    result.faults.push_back({"slices reclaimed", disturbances_.reclaimed_slices, not_held});
  }
  if (world_.slow) result.faults.push_back({"slow spells", slow_spells_, disturbances_.stretched});
  if (world_.corruption && world_.corruption->policy == Corruption::Policy::replay) result.faults.push_back({"steps replayed", disturbances_.replayed, disturbances_.replayed_for});
  else if (world_.corruption) result.faults.push_back({"silent corruptions", disturbances_.corruptions, disturbances_.undetected});
  if (keeps_cuts_) result.faults.push_back({"restores of the run", disturbances_.restores, disturbances_.rolled_back});
}

} // namespace archipelago
