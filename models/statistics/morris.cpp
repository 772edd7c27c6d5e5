#include "models/statistics/morris.hpp"

#include "models/random.hpp"

#include <numeric>
#include <string>
#include <utility>

namespace archipelago {

std::vector<MorrisTrajectory> morris_trajectories(std::size_t count, std::size_t axes, std::uint64_t seed) {
  std::vector<MorrisTrajectory> trajectories;
  for (std::size_t t = 0; t < count; ++t) {
    const RandomStream stream(seed, entity_key("trajectory " + std::to_string(t)), Purpose::sampling);
    std::uint64_t draw = 0;
    UnitPoint at(axes);
    std::vector<double> move(axes);
    for (std::size_t a = 0; a < axes; ++a) {  // the two low levels move up, the two high ones down
      const auto level = static_cast<int>(stream.uniform(draw++) * 4);
      at[a] = level / 3.0;
      move[a] = level < 2 ? morris_move : -morris_move;
    }
    std::vector<std::size_t> order(axes);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = axes; i > 1; --i) std::swap(order[i - 1], order[static_cast<std::size_t>(stream.uniform(draw++) * static_cast<double>(i))]);
    MorrisTrajectory trajectory{{at}, order, {}};
    for (const std::size_t axis : order) {
      at[axis] += move[axis];
      trajectory.points.push_back(at);
      trajectory.by.push_back(move[axis]);
    }
    trajectories.push_back(std::move(trajectory));
  }
  return trajectories;
}

} // namespace archipelago
