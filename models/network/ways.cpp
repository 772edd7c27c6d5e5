#include "models/network/ways.hpp"

#include <algorithm>

namespace archipelago {

bool Ways::is_up(const Path& path) const {
  return std::none_of(path.hops.begin(), path.hops.end(), [this](const Hop& hop) { return down_[hop.link]; });
}

Ways::Choice Ways::choose(std::size_t from, std::size_t to) const {
  const Path* first = topology_.path(from, to);
  if (!first) return {};
  const Path* second = multipath_ == Multipath::none ? nullptr : topology_.path(from, to, 1);
  const Choice only_first{{Way{first, 0, 1}, Way{}}, 1};
  if (!second || !is_up(*second)) return only_first;
  if (!is_up(*first)) return {{Way{second, 1, 1}, Way{}}, 1};
  if (multipath_ == Multipath::failover) return only_first;
  const double there = first->rate().value, other = second->rate().value;
  return {{Way{first, 0, there / (there + other)}, Way{second, 1, other / (there + other)}}, 2};
}

BytesPerSecond Ways::rate(std::size_t from, std::size_t to) const {
  BytesPerSecond sum(0);
  for (const Way& way : choose(from, to)) sum += way.path->rate();
  return sum;
}

} // namespace archipelago
