#include "sim/fast/max_min.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace archipelago {

namespace {
struct Shared {
  double capacity = 0, left = 0;
  double pull = 0;                            // of the flows that still rise: sum of 1 / penalty, of a cap the greatest
  bool cap = false, open = true;
  std::vector<std::uint32_t> groups;
  double level() const { return left / pull; }
};

class Sharing {
public:
  Sharing(const std::vector<double>& capacities, std::size_t first_cap, const std::vector<FlowGroup>& groups)
      : groups_(groups), place_(capacities.size(), absent), rates_(groups.size()), fixed_(groups.size()) {
    for (std::uint32_t g = 0; g < groups.size(); ++g)
      for (const std::uint32_t link : *groups[g].links) {
        if (place_[link] == absent) {
          place_[link] = static_cast<std::uint32_t>(links_.size());
          links_.push_back({capacities[link], capacities[link], 0, link >= first_cap, true, {}});
        }
        Shared& shared = links_[place_[link]];
        shared.groups.push_back(g);
        if (shared.cap) shared.pull = std::max(shared.pull, 1 / groups[g].penalty);
        else shared.pull += groups[g].flows / groups[g].penalty;
      }
  }

  std::vector<double> rates() {
    for (double level = lowest_level(); std::isfinite(level); level = lowest_level()) {
      const std::vector<std::uint32_t> stopped = stopped_at(level);
      double bound = std::numeric_limits<double>::infinity();
      for (const std::uint32_t g : stopped)
        if (bound_level(g) < level) bound = std::min(bound, bound_level(g));
      for (const std::uint32_t g : stopped) {
        if (std::isinf(bound)) fix(g, level / groups_[g].penalty);
        else if (std::abs(bound - bound_level(g)) < max_min_precision) fix(g, groups_[g].bound);
      }
    }
    return rates_;
  }

private:
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();

  double bound_level(std::uint32_t g) const { return groups_[g].bound * groups_[g].penalty; }

  double lowest_level() const {
    double level = std::numeric_limits<double>::infinity();
    for (const Shared& link : links_)
      if (link.open) level = std::min(level, link.level());
    return level;
  }

  // Groups on links that are full at this level; those among them with a lower bound stop before the others.
  std::vector<std::uint32_t> stopped_at(double level) const {
    std::vector<std::uint32_t> stopped;
    std::vector<char> known(groups_.size());
    for (const Shared& link : links_) {
      if (!link.open || link.level() != level) continue;
      for (const std::uint32_t g : link.groups)
        if (!fixed_[g] && !known[g]) {
          known[g] = true;
          stopped.push_back(g);
        }
    }
    return stopped;
  }

  void fix(std::uint32_t g, double rate) {
    rates_[g] = rate;
    fixed_[g] = true;
    for (const std::uint32_t index : *groups_[g].links) {
      Shared& link = links_[place_[index]];
      if (link.cap) {
        link.pull = 0;
        for (const std::uint32_t other : link.groups)
          if (!fixed_[other]) link.pull = std::max(link.pull, 1 / groups_[other].penalty);
      } else {
        link.left -= groups_[g].flows * rate;
        link.pull -= groups_[g].flows / groups_[g].penalty;
      }
      link.open = link.open && link.pull > max_min_precision && link.left > link.capacity * max_min_precision;
    }
  }

  const std::vector<FlowGroup>& groups_;
  std::vector<Shared> links_;
  std::vector<std::uint32_t> place_;          // of each link in links_
  std::vector<double> rates_;
  std::vector<char> fixed_;
};
} // namespace

std::vector<double> max_min_rates(const std::vector<double>& capacities, std::size_t first_cap, const std::vector<FlowGroup>& groups) {
  return Sharing(capacities, first_cap, groups).rates();
}

} // namespace archipelago
