#include "models/hardware/gemm_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace archipelago {

namespace {

// Output tiles that libraries use, with their rate relative to the largest: a smaller tile reads its operands more often.
// The rates are those that fit A100 and L40S best; on parts with an even split (share 0) they have no effect.
struct Tile { int rows, columns; double area_over_rate; };
constexpr Tile tile(int rows, int columns, double rate) { return {rows, columns, rows * columns / rate}; }
constexpr std::array<Tile, 4> tiles{tile(256, 128, 1.0), tile(128, 256, 1.0), tile(128, 128, 0.95), tile(64, 64, 0.7)};

} // namespace

Flops gemm_flops(double m, double n, double k) { return Flops(2 * m * n * k); }

Bytes gemm_bytes(MathPrecision precision, double m, double n, double k) {
  return Bytes(operand_bytes(precision) * (m * k + k * n) + output_bytes(precision) * m * n);
}

double wave_factor(const GemmConstants& constants, double m, double n) {
  if (constants.wave_share <= 0 || constants.multiprocessors <= 0) return 1;
  // In whole numbers, as this is the inner loop of every prediction and calls of std::ceil would be half of its time.
  const auto rows = static_cast<std::uint64_t>(m + 0.5), columns = static_cast<std::uint64_t>(n + 0.5);
  const auto processors = static_cast<unsigned>(constants.multiprocessors);
  double least = std::numeric_limits<double>::infinity();
  for (const Tile& tile : tiles) {
    const unsigned down = static_cast<unsigned>(tile.rows), across = static_cast<unsigned>(tile.columns);
    const auto count = static_cast<unsigned>((rows + down - 1) / down * ((columns + across - 1) / across));
    const unsigned waves = (count + processors - 1) / processors;
    least = std::min(least, waves * tile.area_over_rate);
  }
  least *= processors / (m * n);
  return 1 + constants.wave_share * (least - 1);
}

Seconds gemm_time(const GemmConstants& constants, double m, double n, double k) {
  const Seconds compute = gemm_flops(m, n, k) * wave_factor(constants, m, n) / constants.rate;
  const Seconds memory = gemm_bytes(constants.precision, m, n, k) / constants.bandwidth;
  return constants.start + std::max(compute, memory);
}

Seconds GemmModel::time(double m, double n, double k) const {
  const Seconds plain = gemm_time(constants, m, n, k);
  if (grid.values.empty()) return plain;
  return plain * std::exp(grid.at(std::log2(m), std::log2(n), std::log2(k)));
}

} // namespace archipelago
