// The state of a run at two instants, to see whether it repeats itself, and to move it over many repetitions at once.
//
// The run's parts are visited three times in the same order, each field by what it is:
//   noted     at instant a
//   compared  at instant b: the run repeats if every date has moved by b - a or stands still, every count has grown by whatever it
//             did, and all else is the same. What a machine without memory did from a to b it will do again: nothing but this state
//             decides, apart from dates that stand still in the future (the barrier), which the caller must not pass.
//   moved     over n periods: dates by n (b - a), counts by n times their growth
// Dates are compared to a few units in the last place of the clock, because they are sums. Numbers that only tell transfers apart are
// compared by which was named first, second, ...: their free numbers are used again in an order that takes many cycles to come round.
#pragma once

#include "models/units.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <vector>

namespace archipelago {

class CycleState {
public:
  void note(double now) { begin(Mode::note, now), noted_.clear(), noted_at_ = now; }
  void compare(double now) { begin(Mode::compare, now), current_.clear(), growth_.clear(), barrier_ = periods_ = never; }
  void set_period(double seconds) { period_ = seconds; }        // the same but for rounding, where the caller knows better
  void move(std::int64_t times) { begin(Mode::move, now_ + static_cast<double>(times) * period_), times_ = static_cast<double>(times); }

  bool repeats() const { return same_ && at_ == noted_.size(); }
  double period() const { return period_; }
  double barrier() const { return barrier_; }                   // earliest date ahead that does not move
  double most_periods() const { return periods_; }              // before some count comes near its bound
  double now() const { return now_; }
  double tolerance() const { return tolerance_; }
  bool noting() const { return mode_ == Mode::note; }

  bool differs() const { return mode_ != Mode::move && !same_; }                       // no need to look any further
  void require(bool holds) { same_ = same_ && holds; }
  // Must not have changed.
  template <class Value> void same(const Value& value) { unchanged(static_cast<double>(value)); }
  void same(Seconds value) { unchanged(value.value); }
  // A number that means nothing but which transfer it is (Which::part: the driver's, Which::flow: the replay's), and may be another
  // one a cycle later.
  enum class Which { part, flow };
  void named(Which which, std::uint32_t number) { unchanged(mode_ == Mode::move ? 0 : names_[static_cast<std::size_t>(which)].of(number)); }
  const std::vector<std::uint32_t>& named(Which which) const { return names_[static_cast<std::size_t>(which)].numbers; }   // in their order
  void same(const void* pointer) { unchanged(static_cast<double>(reinterpret_cast<std::uintptr_t>(pointer))); }
  // The same, in a place that may have turned: written back when the run is moved.
  template <class Value> void turned(Value& value) {
    const double stored = unchanged(static_cast<double>(value));
    if (mode_ == Mode::move) value = static_cast<Value>(stored);
  }
  // Number `value` of `all` in a circle, counted from `first`.
  void turned(int& value, int first, int all) {
    const double stored = unchanged((value - first + all) % all);
    if (mode_ == Mode::move) value = (static_cast<int>(stored) + first) % all;
  }
  // Grows by the same in every period.
  template <class Value> void count(Value& value) {
    const double current = static_cast<double>(value);
    if (!visit(current)) return;
    if (mode_ == Mode::compare) growth_.push_back(current - noted_[at_ - 1]);
    else if (mode_ == Mode::move) value = static_cast<Value>(current + times_ * growth_[at_ - 1]);
  }
  void count(Seconds& value) { count(value.value); }
  // As a count, and the run must be played out from some time before it reaches `bound`.
  template <class Value> void count_below(Value& value, double bound, double reserve) {
    const double current = static_cast<double>(value);
    count(value);
    if (mode_ == Mode::compare && same_ && growth_.back() > 0) periods_ = std::min(periods_, (bound - current - reserve) / growth_.back());
  }
  // Keeps its distance to `reference`, which must have been visited before; or has not changed, and lies behind it.
  template <std::integral Value> void follows(Value& value, Value reference) {
    const double current = static_cast<double>(value), distance = current - static_cast<double>(reference);
    if (!visit(current)) return;
    if (mode_ == Mode::compare) {
      const bool stands = current == noted_[at_ - 1];
      growth_.push_back(stands ? 0 : 1);
      if (stands) require(distance <= 0);
    }
    const double follows_on = mode_ == Mode::note ? 1 : growth_[at_ - 1];
    const double stored = visit_distance(distance, follows_on != 0);
    if (mode_ == Mode::move && follows_on != 0) value = reference + static_cast<Value>(stored);
  }
  // Keeps its distance exactly: a running total and a mark on it.
  void keeps(double& value, double reference) {
    const double stored = unchanged(value - reference);
    if (mode_ == Mode::move) value = reference + stored;
  }
  void date(double& value) {
    if (!visit(value)) return;
    if (mode_ == Mode::compare) {
      const double before = noted_[at_ - 1];
      const bool stands = value == before;
      growth_.push_back(stands ? 0 : 1);
      if (stands && value > now_) barrier_ = std::min(barrier_, value);
      if (!stands) require(std::abs(value - before - period_) <= tolerance_);
    } else if (mode_ == Mode::move && growth_[at_ - 1] != 0) {
      value = current_[at_ - 1] + times_ * period_;
    }
  }
  void date(Seconds& value) { date(value.value); }
  void not_beyond(double date) { barrier_ = std::min(barrier_, date); }

private:
  enum class Mode { note, compare, move };
  struct Names {
    std::vector<std::uint32_t> numbers, place;   // in the order of naming; where each number is in it
    double of(std::uint32_t number) {
      if (number >= place.size()) place.resize(number + 1);
      if (place[number] >= numbers.size() || numbers[place[number]] != number) {
        place[number] = static_cast<std::uint32_t>(numbers.size());
        numbers.push_back(number);
      }
      return place[number];
    }
  };
  static constexpr double never = std::numeric_limits<double>::infinity();

  void begin(Mode mode, double now) {
    mode_ = mode;
    now_ = now;
    at_ = 0;
    if (mode == Mode::move) return;           // names are those of the comparison
    for (Names& names : names_) names.numbers.clear();
    same_ = true;
    period_ = now - noted_at_;
    tolerance_ = std::max(1e-9, 16 * std::numeric_limits<double>::epsilon() * now);
  }

  // One field more; false when there is nothing left to find out.
  bool visit(double current) {
    if (mode_ == Mode::note) {
      noted_.push_back(current);
      ++at_;
      return true;
    }
    if (mode_ == Mode::move) return ++at_, true;
    if (at_ >= noted_.size()) same_ = false;
    if (!same_) return false;
    current_.push_back(current);
    ++at_;
    return true;
  }

  double unchanged(double current) {
    if (!visit(current)) return 0;
    if (mode_ == Mode::compare) {
      growth_.push_back(0);
      const double before = noted_[at_ - 1];
      same_ = current == before || std::abs(current - before) <= std::max(tolerance_, 1e-9 * std::abs(before));
    }
    return mode_ == Mode::move ? current_[at_ - 1] : 0;
  }

  double visit_distance(double distance, bool must_keep) {
    if (!visit(distance)) return 0;
    if (mode_ == Mode::compare) {
      growth_.push_back(0);
      if (must_keep) require(distance == noted_[at_ - 1]);
    }
    return mode_ == Mode::move ? current_[at_ - 1] : 0;
  }

  Mode mode_ = Mode::note;
  double now_ = 0, noted_at_ = 0, period_ = 0, tolerance_ = 0, times_ = 0, barrier_ = never, periods_ = never;
  bool same_ = true;
  std::size_t at_ = 0;
  std::vector<double> noted_, current_, growth_;   // by field
  std::array<Names, 2> names_;                     // by which
};

} // namespace archipelago
