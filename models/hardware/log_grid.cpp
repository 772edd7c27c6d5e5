#include "models/hardware/log_grid.hpp"

#include <algorithm>

namespace archipelago {

namespace {

struct Cell { int node; double above; };      // the node below a coordinate, and the share of the way to the next one

Cell cell_of(const LogGrid::Axis& axis, double coordinate) {
  const double place = std::clamp((coordinate - axis.first) / axis.step, 0.0, LogGrid::nodes - 1.0);
  const int node = std::min(static_cast<int>(place), LogGrid::nodes - 2);
  return {node, place - node};
}

} // namespace

LogGrid::Corners LogGrid::corners(double x, double y, double z) const {
  const Cell a = cell_of(axes[0], x), b = cell_of(axes[1], y), c = cell_of(axes[2], z);
  const std::size_t origin = static_cast<std::size_t>((a.node * nodes + b.node) * nodes + c.node);
  Corners out;
  for (unsigned corner = 0; corner < 8; ++corner) {
    const bool up_a = corner & 4u, up_b = corner & 2u, up_c = corner & 1u;
    out.node[corner] = origin + (up_a ? nodes * nodes : 0) + (up_b ? nodes : 0) + (up_c ? 1 : 0);
    out.weight[corner] = (up_a ? a.above : 1 - a.above) * (up_b ? b.above : 1 - b.above) * (up_c ? c.above : 1 - c.above);
  }
  return out;
}

double LogGrid::at(double x, double y, double z) const {
  if (values.empty()) return 0;
  const Corners around = corners(x, y, z);
  double sum = 0;
  for (std::size_t i = 0; i < 8; ++i) sum += around.weight[i] * static_cast<double>(values[around.node[i]]);
  return sum;
}

} // namespace archipelago
