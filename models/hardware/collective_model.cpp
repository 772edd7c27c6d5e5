#include "models/hardware/collective_model.hpp"

#include "models/hardware/name_lookup.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

std::optional<Collective> collective_from(std::string_view name) {
  if (name == "alltoall") return Collective::all_to_all;
  if (name == "send_recv") return Collective::point_to_point;
  return value_named<Collective>(collective_names, name);
}

Bytes bus_bytes(Collective operation, double members, Bytes size) {
  const double others = (members - 1) / members;
  switch (operation) {
  case Collective::all_reduce: return size * (2 * others);
  case Collective::all_gather:
  case Collective::reduce_scatter:
  case Collective::all_to_all: return size * others;
  case Collective::broadcast:
  case Collective::point_to_point: break;
  }
  return size;
}

Seconds CollectiveLines::plain_time(Bytes bus) const {
  return std::min(latency_regime.time(bus), bandwidth_regime.time(bus));
}

Seconds CollectiveLines::time(Bytes bus) const {
  return plain_time(bus) * std::exp(correction.at(std::log2(std::max(bus.value, 1.0))));
}

Seconds CollectiveModel::bus_time(double members, Bytes bus) const {
  if (members <= 1) return Seconds(0);
  const auto at_least = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.members >= members; });
  if (at_least != lines.end() && (at_least == lines.begin() || at_least->members == members)) return at_least->time(bus);
  if (lines.size() == 1) return lines.front().time(bus);
  if (at_least == lines.end()) {
    const CollectiveLines &last = lines.back(), &before = *(lines.end() - 2);
    const double doublings = std::log2(members / last.members) / std::log2(last.members / before.members);
    const Seconds growth = last.latency_regime.alpha - before.latency_regime.alpha;
    return last.time(bus) + std::max(growth, Seconds(0)) * doublings;
  }
  const CollectiveLines& below = *(at_least - 1);
  const double share = std::log2(members / below.members) / std::log2(at_least->members / below.members);
  return below.time(bus) * (1 - share) + at_least->time(bus) * share;
}

} // namespace archipelago
