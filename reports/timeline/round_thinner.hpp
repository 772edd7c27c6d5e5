// Keeps the shortest and the longest of the rounds that end in a window of time, once there are more than two.
#pragma once

#include "models/units.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace archipelago {

struct RoundWaits { Seconds quorum, grace; };   // from the opening to the quorum, and after it

struct RoundSpan {
  std::int64_t round = 0;
  int fragment = 0, contributors = 0;
  Seconds launched, back;
  std::optional<RoundWaits> waits = {};

  Seconds length() const { return back - launched; }
};

class RoundThinner {
public:
  explicit RoundThinner(Seconds window) : window_(window) {}   // a window of no length keeps every round

  // Rounds come in order of `back`; so do those returned, which are ready to be written.
  std::vector<RoundSpan> add(const RoundSpan& round);
  std::vector<RoundSpan> last();

  std::size_t dropped() const { return dropped_; }

private:
  Seconds window_;
  std::vector<RoundSpan> held_;   // of the open window, at most two, in order of `back`
  std::size_t dropped_ = 0;
};

}   // namespace archipelago
