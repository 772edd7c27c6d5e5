// What transfers reach of a link's rate, by its bandwidth.
//
//   capacity = efficiency(bandwidth) x the transport's own efficiency x bandwidth
//
// Efficiency is linear in the logarithm of the bandwidth between points and constant beyond them. Measured on collectives over
// TCP: where a shaper's queue holds less than the flows keep in the air, segments are lost and links stand still while they
// are waited for; the slower the shaper the more, from some rate on not at all (50 Mbit/s 0.79, 200 Mbit/s 0.90, 1 Gbit/s and
// above 1.00; see scenarios/validation/measured.json). The curve stands for one software, its settings and payload sizes.
#pragma once

#include "models/units.hpp"

#include <vector>

namespace archipelago {

struct RateEfficiency {
  BytesPerSecond bandwidth;
  double efficiency = 1;
};
using RateEfficiencies = std::vector<RateEfficiency>;

double efficiency_at(const RateEfficiencies& points, BytesPerSecond bandwidth);   // points by bandwidth; 1 without any

} // namespace archipelago
