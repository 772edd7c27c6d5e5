// A set of moments as disjoint intervals, filled in any order, within bounded memory.
//
// Beyond `most` intervals the shortest gaps are closed, as many as must be; resolution() is the longest of them (zero: none was).
// Measures add up exactly otherwise.
#pragma once

#include "models/audit/profile_event.hpp"

#include <cstddef>
#include <vector>

namespace archipelago {

class IntervalSet {
public:
  static constexpr std::size_t most_by_default = 2'500'000;

  explicit IntervalSet(std::size_t most = most_by_default) : most_(most) {}

  void add(ProfileSpan span);                 // empty and backward spans add nothing
  void add(IntervalSet& other);
  const std::vector<ProfileSpan>& spans();    // in order, disjoint, not touching
  ProfileTime resolution() const { return resolution_; }
  bool empty() const { return spans_.empty(); }

private:
  void tidy();
  void forget_shortest();
  void close_gaps(ProfileTime up_to);

  std::vector<ProfileSpan> spans_;
  std::size_t most_;
  std::size_t tidy_at_ = 65'536;
  bool tidy_now_ = true;                      // spans_ is sorted and disjoint
  ProfileTime resolution_{0};
};

using Spans = std::vector<ProfileSpan>;       // in order and disjoint, as spans() gives them

Spans union_of(const Spans& a, const Spans& b);
Spans without(const Spans& a, const Spans& b);   // moments of a that are not in b
ProfileTime measure(const Spans& spans);

// Time of `spans` inside each window; windows are in order and disjoint.
std::vector<ProfileTime> measure_within(const Spans& spans, const Spans& windows);

} // namespace archipelago
