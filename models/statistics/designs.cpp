#include "models/statistics/designs.hpp"

#include "models/random.hpp"

#include <boost/random/sobol.hpp>

#include <numeric>
#include <string>
#include <utility>

namespace archipelago {

namespace {

// Fisher and Yates with draws keyed by the axis.
std::vector<std::size_t> permutation(std::size_t size, const RandomStream& stream) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = size; i > 1; --i) std::swap(order[i - 1], order[static_cast<std::size_t>(stream.uniform(i) * static_cast<double>(i))]);
  return order;
}

} // namespace

std::vector<UnitPoint> latin_hypercube(std::size_t points, std::size_t axes, std::uint64_t seed) {
  std::vector<UnitPoint> cube(points, UnitPoint(axes));
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const RandomStream stream(seed, entity_key("axis " + std::to_string(axis)), Purpose::sampling);
    const auto part = permutation(points, stream);
    for (std::size_t i = 0; i < points; ++i)
      cube[i][axis] = (static_cast<double>(part[i]) + stream.uniform(points + 1 + i)) / static_cast<double>(points);
  }
  return cube;
}

std::vector<UnitPoint> sobol_points(std::size_t points, std::size_t axes) {
  std::vector<UnitPoint> cube(points, UnitPoint(axes));
  if (axes == 0) return cube;
  boost::random::sobol sequence(axes);
  const double range = static_cast<double>(sequence.max()) + 1;
  for (auto& point : cube)
    for (double& coordinate : point) coordinate = (static_cast<double>(sequence()) + 0.5) / range;
  return cube;
}

} // namespace archipelago
