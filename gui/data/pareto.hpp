// Which points no other point beats in both of two figures.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace archipelago::gui {

struct FrontPoint {
  std::size_t id = 0;
  double x = 0, y = 0;
  double x_half = 0, y_half = 0;              // half widths of the 90 % intervals; 0: none
};

bool more_is_better(std::string_view figure);    // of cost, time, energy and loss less is

// Indices of the front, by x. `largest`: of that figure more is better.
std::vector<std::size_t> pareto_front(const std::vector<FrontPoint>& points, bool x_largest, bool y_largest);

} // namespace archipelago::gui
