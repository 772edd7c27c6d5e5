#include "models/calibration/job_constants.hpp"
#include "scenarios/build/builders.hpp"

#include <algorithm>

namespace archipelago {

namespace {

RateEfficiencies read_link_efficiency(const Part& protocol) {
  RateEfficiencies points;
  if (!protocol.has("link_efficiency")) protocol.assume("link_efficiency", "1", "links carry what their transport lets through");
  for (const Part& item : protocol.items("link_efficiency")) {
    const auto bandwidth = item.quantity<BytesPerSecond>("bandwidth");
    const auto efficiency = item.number("efficiency");
    if (bandwidth && efficiency) points.push_back({*bandwidth, *efficiency});
  }
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.bandwidth < b.bandwidth; });
  const auto twice = std::adjacent_find(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.bandwidth == b.bandwidth; });
  if (twice != points.end()) protocol.wrong("link_efficiency", "two points at one bandwidth; expected one efficiency for each");
  if (protocol.is_empty_list("link_efficiency")) protocol.wrong("link_efficiency", "expected a list of at least one point");
  return points;
}

} // namespace

void build_efficiencies(const Part& root, World& world) {
  JobConstants constants;
  if (const auto training = root.object("training")) constants.step_efficiency = training->number("step_efficiency").value_or(1);
  if (const auto protocol = root.object("protocol")) constants.link_efficiency = read_link_efficiency(*protocol);
  apply_efficiencies(constants, world);
}

} // namespace archipelago
