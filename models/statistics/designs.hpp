// Points that fill the unit cube: where a study looks when a full grid would be too large.
//
//   Latin hypercube  each axis is cut into n equal parts, and each part holds one point (McKay et al. 1979); permutations and
//                    places inside the parts come from keyed streams, so the same seed gives the same points
//   Sobol            the digital sequence with Joe and Kuo's direction numbers (Boost.Random): the first 2^k points fill each axis
//                    evenly, and more points never move the earlier ones
//
// Coordinates lie in (0,1). Sobol: at most 3,667 axes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace archipelago {

using UnitPoint = std::vector<double>;

std::vector<UnitPoint> latin_hypercube(std::size_t points, std::size_t axes, std::uint64_t seed);
std::vector<UnitPoint> sobol_points(std::size_t points, std::size_t axes);

} // namespace archipelago
