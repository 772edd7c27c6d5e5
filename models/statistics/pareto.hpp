// Which points no other point beats in everything at once (Pareto 1906; layers as in the non-dominated sorting of Deb et al. 2002).
//
// a dominates b: a is at least as good in every objective and better in one. Layer 0 holds the points that none dominates, layer 1
// those that only layer 0 dominates, and so on. Objectives are minimised: turn the sign of what should be large. A point with a value
// that is not finite is in no layer. Time n^2 in the number of points, times the layers asked for.
#pragma once

#include <cstddef>
#include <vector>

namespace archipelago {

using Objectives = std::vector<double>;       // of one point, all of the same length

bool dominates(const Objectives& a, const Objectives& b);

// Indices of the layers in order, each layer by its first objective, until `enough` points are in them.
std::vector<std::vector<std::size_t>> pareto_layers(const std::vector<Objectives>& points, std::size_t enough);

} // namespace archipelago
