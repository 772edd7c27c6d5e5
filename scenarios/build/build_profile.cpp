#include "scenarios/build/builders.hpp"

#include <algorithm>

namespace archipelago {

Profile build_profile(const Part& holder) {
  Profile profile;
  const auto part = holder.object("profile");
  if (!part) return profile;
  profile.period = part->quantity<Seconds>("period").value_or(profile.period);
  profile.shift = part->quantity<Seconds>("shift").value_or(Seconds(0));
  for (const Part& item : part->items("points")) {
    const auto at = item.quantity<Seconds>("at");
    if (at && *at >= profile.period) item.wrong("at", "lies behind the end of the period; expected a date in it");
    profile.points.push_back({at.value_or(Seconds(0)), item.number("factor").value_or(1)});
  }
  if (part->is_empty_list("points")) part->wrong("points", "expected at least one point");
  std::stable_sort(profile.points.begin(), profile.points.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  const auto twice = std::adjacent_find(profile.points.begin(), profile.points.end(), [](const auto& a, const auto& b) { return a.at == b.at; });
  if (twice != profile.points.end()) part->wrong("points", "two points at one date; expected one factor at any time");
  return profile;
}

BackgroundLoad build_background_load(const Part& holder) {
  BackgroundLoad load;
  const auto part = holder.object("background");
  if (!part) return load;
  load.share = part->number("share").value_or(0);
  load.profile = build_profile(*part);
  if (part->has("profile") && load.share <= 0) part->wrong("profile", "has no effect on a share of zero");
  return load;
}

} // namespace archipelago
