#include "models/random.hpp"

#include <Random123/philox.h>

#include <cmath>
#include <numbers>

namespace archipelago {

namespace {
double to_unit_interval(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 11;   // 53 bits
  return (static_cast<double>(bits) + 0.5) * 0x1.0p-53;
}
} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t entity, Purpose purpose) {
  // The entity is folded with the purpose into the counter's upper lane, the seed is the key: all 128 bits differ.
  key_[0] = static_cast<std::uint32_t>(seed);
  key_[1] = static_cast<std::uint32_t>(seed >> 32);
  const std::uint64_t mixed = (entity ^ (static_cast<std::uint64_t>(purpose) * 0x9E3779B97F4A7C15ull)) * 0xBF58476D1CE4E5B9ull;
  lane_[0] = static_cast<std::uint32_t>(mixed);
  lane_[1] = static_cast<std::uint32_t>(mixed >> 32);
}

double RandomStream::uniform(std::uint64_t index) const {
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), lane_[0], lane_[1]}};
  const r123::Philox4x32::key_type key{{key_[0], key_[1]}};
  const auto out = r123::Philox4x32()(counter, key);
  return to_unit_interval(out[0], out[1]);
}

double RandomStream::normal(std::uint64_t index) const {
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), lane_[0], lane_[1]}};
  const r123::Philox4x32::key_type key{{key_[0], key_[1]}};
  const auto out = r123::Philox4x32()(counter, key);
  return std::sqrt(-2.0 * std::log(to_unit_interval(out[0], out[1]))) *
         std::cos(2.0 * std::numbers::pi * to_unit_interval(out[2], out[3]));
}

} // namespace archipelago
