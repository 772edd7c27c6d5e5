#include "tests/calibration/synthetic.hpp"

#include "models/random.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

double noise(std::uint64_t index, double sigma) {
  return std::exp(sigma * RandomStream(42, entity_key("noise"), Purpose::bootstrap).normal(index));
}

GemmConstants known_gemm() { return {MathPrecision::bf16, Seconds(3e-6), FlopsPerSecond(750e12), BytesPerSecond(2.6e12), 132, 0}; }

std::vector<GemmMeasurement> gemm_sweep(const GemmConstants& truth, double sigma, const std::vector<double>& sizes) {
  std::vector<GemmMeasurement> rows;
  for (const double m : sizes)
    for (const double n : sizes)
      for (const double k : sizes)
        rows.push_back({m, n, k, truth.precision, gemm_time(truth, m, n, k) * noise(rows.size(), sigma)});
  return rows;
}

std::vector<CollectiveMeasurement> all_reduce_sweep(double members, LatencyBandwidth small, LatencyBandwidth large, double sigma) {
  std::vector<CollectiveMeasurement> rows;
  for (int octave = 9; octave < 30; ++octave) {
    const Bytes size(std::exp2(octave)), bus = bus_bytes(Collective::all_reduce, members, size);
    const Seconds time = std::min(small.time(bus), large.time(bus));
    rows.push_back({Collective::all_reduce, 1, members, size, {}, 0, time * noise(rows.size(), sigma)});
  }
  return rows;
}

} // namespace archipelago
