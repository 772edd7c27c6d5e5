// What share of its bandwidth a link carries at a time of day, and what others take of it.
//
//   factor(t) = profile(t) x (1 - load x load_profile(t))
//
// A profile is a step function over a period (a day, a week), repeated for ever: from the date of a point until the next point
// its factor holds, and before the first point that of the last one. `shift` moves it later, for another time zone or another hour at
// which the run begins. A load is inelastic: it does not give way, as calls and video do not; flows that do compete are
// models/background. Without points the factor is 1.
#pragma once

#include "models/units.hpp"

#include <optional>
#include <vector>

namespace archipelago {

struct Profile {
  struct Point { Seconds at; double factor = 1; };

  Seconds period{seconds_per_day};
  Seconds shift;
  std::vector<Point> points = {};             // by date, in [0, period)

  bool changes() const { return points.size() > 1; }
  double at(Seconds now) const;
  Seconds next_change(Seconds now) const;     // the first date after `now` at which a point begins; only where it changes
};

struct BackgroundLoad {
  double share = 0;                           // of what the link carries
  Profile profile = {};
};

// Both together.
double factor_at(const Profile& profile, const BackgroundLoad& load, Seconds now);
std::optional<Seconds> next_factor_change(const Profile& profile, const BackgroundLoad& load, Seconds now);

} // namespace archipelago
