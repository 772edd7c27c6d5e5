// A table of 8 x 8 x 8 logarithms over the logarithms of three dimensions: what a few constants leave unexplained.
//
//   r(x, y, z) = sum over the 8 corners of the cell of weight x value,   x = log2 of a dimension
//
// Linear between nodes, held constant outside them: beyond its measurements a kernel is predicted by its constants with the
// correction at the edge. 8 nodes over 12 octaves is the resolution that brings matrix products from 8-12 % to 4-6 %;
// timings of the same shapes under two software stacks differ by that much, so a finer table would learn noise.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace archipelago {

struct LogGrid {
  static constexpr int nodes = 8;
  static constexpr std::size_t size = std::size_t{nodes} * nodes * nodes;

  struct Axis { double first = 0, step = 1; };   // log2 of the dimension at the first node, and between nodes
  struct Corners {
    std::array<std::size_t, 8> node;
    std::array<double, 8> weight;
  };

  std::array<Axis, 3> axes;
  std::vector<float> values;                  // `size` of them, the last dimension fastest; empty = zero everywhere

  Corners corners(double x, double y, double z) const;
  double at(double x, double y, double z) const;   // 0 when empty
};

} // namespace archipelago
