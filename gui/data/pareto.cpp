#include "gui/data/pareto.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>

namespace archipelago::gui {

bool more_is_better(std::string_view figure) {
  constexpr std::string_view less[] = {"cost", "time", "energy", "loss"};
  return std::none_of(std::begin(less), std::end(less), [figure](std::string_view word) { return figure.find(word) != std::string_view::npos; });
}

std::vector<std::size_t> pareto_front(const std::vector<FrontPoint>& points, bool x_largest, bool y_largest) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto x = [&](std::size_t i) { return x_largest ? points[i].x : -points[i].x; };
  const auto y = [&](std::size_t i) { return y_largest ? points[i].y : -points[i].y; };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x(a) != x(b) ? x(a) > x(b) : y(a) > y(b); });
  std::vector<std::size_t> front;
  double best = -std::numeric_limits<double>::infinity();
  for (const std::size_t i : order) {
    if (y(i) <= best) continue;
    best = y(i);
    front.push_back(i);
  }
  std::sort(front.begin(), front.end(), [&](std::size_t a, std::size_t b) { return points[a].x < points[b].x; });
  return front;
}

} // namespace archipelago::gui
