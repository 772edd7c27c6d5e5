// Measurements of kernels whose constants are known, with keyed noise: what a fit has to find again.
#pragma once

#include "models/calibration/measurements.hpp"
#include "models/hardware/gemm_model.hpp"

#include <cstdint>
#include <vector>

namespace archipelago {

// A factor exp(sigma z), z normal, one per index.
double noise(std::uint64_t index, double sigma);

GemmConstants known_gemm();
std::vector<GemmMeasurement> gemm_sweep(const GemmConstants& truth, double sigma, const std::vector<double>& sizes);
std::vector<CollectiveMeasurement> all_reduce_sweep(double members, LatencyBandwidth small, LatencyBandwidth large, double sigma);

} // namespace archipelago
