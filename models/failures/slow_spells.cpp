#include "models/failures/slow_spells.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

SlowSpells::SlowSpells(const SlowLaw& law, std::uint64_t seed, std::string_view learner, std::int64_t slices)
    : law_(law), draws_(seed, entity_key(learner), Purpose::slow_spell), count_(static_cast<std::size_t>(slices)) {
  for (std::uint32_t slice = 0; slice < count_.size(); ++slice) draw_start(slice, 0);
}

SlowSpells::SlowSpells(std::vector<SlowSpell> spells, double period)
    : draws_(0, 0, Purpose::slow_spell), cycle_(std::move(spells)), period_(period) {}

void SlowSpells::draw_start(std::uint32_t slice, double after) {
  const std::uint64_t index = (static_cast<std::uint64_t>(count_[slice]) * 3) << 32 | slice;
  starts_.emplace(after + law_.between.quantile(draws_.uniform(index)).value, slice);
}

double SlowSpells::next_start() const {
  if (!starts_.empty()) return starts_.top().first;
  return at_ < cycle_.size() ? cycle_[at_].start + round_ * period_ : std::numeric_limits<double>::infinity();
}

void SlowSpells::know(double until) {
  while (next_start() <= until) {
    SlowSpell spell;
    if (!starts_.empty()) {
      const auto [start, slice] = starts_.top();
      starts_.pop();
      const std::uint64_t index = static_cast<std::uint64_t>(count_[slice]++) * 3;
      const double length = law_.length.quantile(draws_.uniform((index + 1) << 32 | slice)).value;
      spell = {start, start + length, law_.least + (law_.most - law_.least) * draws_.uniform((index + 2) << 32 | slice)};
      draw_start(slice, spell.end);
    } else {
      spell = cycle_[at_];
      spell.start += round_ * period_;
      spell.end += round_ * period_;
      if (++at_ == cycle_.size()) {
        ++round_;
        at_ = static_cast<std::size_t>(std::partition_point(cycle_.begin(), cycle_.end(), [](const SlowSpell& each) { return each.start < 0; }) - cycle_.begin());
      }
    }
    all_starts_.push_back(spell.start);
    known_.push_back(spell);
  }
}

double SlowSpells::time_for(double start, double work) {
  double now = start;
  for (;;) {
    know(now);
    double speed = 1, change = next_start();
    for (const SlowSpell& spell : known_) {
      if (spell.start > now) change = std::min(change, spell.start);
      else if (spell.end > now) speed = std::min(speed, spell.speed), change = std::min(change, spell.end);
    }
    if (work <= (change - now) * speed) return now == start && speed == 1 ? work : now + work / speed - start;
    work -= (change - now) * speed;
    now = change;
  }
}

void SlowSpells::forget(double before) {
  std::erase_if(known_, [before](const SlowSpell& spell) { return spell.end <= before; });
}

std::int64_t SlowSpells::begun(double from, double until) {
  know(until);
  return std::count_if(all_starts_.begin(), all_starts_.end(), [&](double start) { return start >= from && start < until; });
}

std::vector<SlowSpells> observed_spells(const ObservedFailures& failures, const std::vector<SlicedLearner>& learners, std::uint64_t seed) {
  std::vector<std::vector<SlowSpell>> spells(learners.size());
  const OutageTrace& trace = *failures.trace;
  std::string refusal;
  const std::uint32_t nodes = nodes_of_run(trace, learners, refusal);
  const std::vector<std::size_t> owner = owners_of_nodes(trace, learners);
  for (const NodeOutage& outage : outages_of_run(trace, {failures.map, nodes, Seconds(0), failures.offset, true, seed}))
    spells[owner[outage.node]].push_back({outage.start, outage.end, outage.speed});
  std::vector<SlowSpells> result;
  for (auto& each : spells) result.emplace_back(std::move(each), trace.horizon.value);
  return result;
}

} // namespace archipelago
