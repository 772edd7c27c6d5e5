// The slices of one learner: which are up, when the next is lost, when lost ones return.
//
// Each slice is a renewal process in *exposure* time, the learner's cumulated step time: failures are counted per
// step, as the paper counts them (protocol sections 2.1 and 2.4), and a pause adds no exposure. The life of a slice is the first
// of `slice_size` independent lives drawn from the accelerator's law; return delays run on the wall clock.
// With a schedule instead of laws, losses come on the wall clock as a trace has them (observed.hpp); one that begins while the learner
// does not step is met before its next step, and the slice is back when the trace says so.
// A fleet whose nodes are replaced has lives in the time that the caller gives, and a lost slice is back when the caller says so.
// Keyed draws (seed, learner, slice, count): two designs see the same failures. Memory: 20 bytes per slice.
#pragma once

#include "models/failures/law.hpp"
#include "models/failures/observed.hpp"
#include "models/random.hpp"
#include "models/units.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace archipelago {

class Fleet {
public:
  struct Laws { Law lifetime, return_delay; };
  struct Loss { std::vector<std::uint32_t> slices; std::vector<Seconds> delays; };

  // No laws: nothing ever fails by itself (losses may still be injected).
  Fleet(std::uint64_t seed, std::string_view learner, std::int64_t slices, std::int64_t slice_size, const Laws* laws);

  Fleet(std::int64_t slices, SliceSchedule schedule);

  void replace_nodes() { replaced_ = true; }  // losses do not come back by themselves
  void bring_back(std::uint32_t slice, Seconds at);
  std::optional<Seconds> next_loss() const;   // in the time of the lives, or of the schedule

  std::int64_t slices() const { return slices_; }
  std::int64_t active() const { return active_; }
  // Whether a slice is lost before so much exposure, or before `wall` where there is a schedule.
  bool fails_before(Seconds exposure, Seconds wall = Seconds(0)) const {
    return scheduled_ ? next_outage() < wall.value : !lives_.empty() && lives_.top().first < exposure.value;
  }

  // All those losses; the slices are down from `now` on, each for its delay.
  Loss take_losses(Seconds exposure, Seconds now, Seconds wall = Seconds(0));
  void inject(const Loss& loss, Seconds now);
  // Down until then, whatever their state; returned are those that were up. One that was down is back at the later date.
  Loss strike(const std::vector<std::uint32_t>& slices, const std::vector<Seconds>& until, Seconds now);

  std::optional<Seconds> next_return() const;
  // Slices whose return is due rejoin with a fresh life; how many.
  int take_returns(Seconds now, Seconds exposure);

  // Nothing is lost before this much exposure, or before this date where there is a schedule, and nothing returns before that date.
  double first_life() const { return lives_.empty() ? std::numeric_limits<double>::infinity() : lives_.top().first; }
  double first_outage() const { return scheduled_ ? next_outage() : std::numeric_limits<double>::infinity(); }

private:
  using Dated = std::pair<double, std::uint32_t>;
  using Soonest = std::priority_queue<Dated, std::vector<Dated>, std::greater<>>;

  double next_outage() const;                 // infinite if none comes
  Loss take_scheduled(Seconds wall, Seconds now);
  void draw_life(std::uint32_t slice, Seconds exposure);
  void lose(std::uint32_t slice, Seconds until);

  std::int64_t slices_, active_, slice_size_;
  std::optional<Laws> laws_;
  RandomStream lifetimes_, delays_;
  std::vector<std::uint32_t> count_;          // failures of each slice so far: the index of its next draw
  std::vector<char> down_;
  Soonest lives_, returns_;
  bool scheduled_ = false, replaced_ = false;
  SliceSchedule schedule_;
  std::size_t next_ = 0;                      // of the schedule
  double round_ = 0;                          // times that it has begun anew
  std::vector<double> until_;                 // of each slice, with a schedule: outages of one slice may overlap
  std::set<std::uint32_t> alive_;             // slices struck: the life that they had goes on after their return
  std::map<std::uint32_t, int> held_;         // slices struck while down: so many returns before the last do not count
};

} // namespace archipelago
