#include "models/network/profile.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

// Dates that are equal but for rounding are the same date: a wake-up at a change must not find itself just before it.
constexpr double same_date = 1e-9;

struct Place { double round = 0, within = 0; };   // which repetition of the period, and where in it

Place place_of(const Profile& profile, Seconds now) {
  const double period = profile.period.value, since = (now - profile.shift).value + same_date;
  const double round = std::floor(since / period);
  return {round, since - round * period};
}

} // namespace

double Profile::at(Seconds now) const {
  if (points.empty()) return 1;
  const double within = place_of(*this, now).within;
  double factor = points.back().factor;
  for (const Point& point : points) {
    if (point.at.value > within) break;
    factor = point.factor;
  }
  return factor;
}

Seconds Profile::next_change(Seconds now) const {
  const Place place = place_of(*this, now);
  const auto next = std::find_if(points.begin(), points.end(), [&](const Point& point) { return point.at.value > place.within; });
  const bool wraps = next == points.end();
  const double from = shift.value + (place.round + (wraps ? 1 : 0)) * period.value;
  return Seconds(from + (wraps ? points.front() : *next).at.value);
}

double factor_at(const Profile& profile, const BackgroundLoad& load, Seconds now) {
  return profile.at(now) * (load.share > 0 ? 1 - load.share * load.profile.at(now) : 1);
}

std::optional<Seconds> next_factor_change(const Profile& profile, const BackgroundLoad& load, Seconds now) {
  std::optional<Seconds> next;
  if (profile.changes()) next = profile.next_change(now);
  if (load.share > 0 && load.profile.changes()) next = std::min(next.value_or(load.profile.next_change(now)), load.profile.next_change(now));
  return next;
}

} // namespace archipelago
