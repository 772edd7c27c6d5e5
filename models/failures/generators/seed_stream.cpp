#include "models/failures/generators/seed_stream.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <numbers>

namespace archipelago {

SeedStream::SeedStream(std::uint64_t seed, std::uint64_t entity, Purpose purpose)
    : place_((seed + block - 1) % block), own_(seed, entity, purpose), shared_((seed + block - 1) / block, entity ^ entity_key("block of seeds"), purpose) {}

double SeedStream::uniform(std::uint64_t index) const {
  // place -> (factor place + shift) mod 30 is one-to-one for factors prime to 30; the shift alone makes each seed's stratum uniform.
  static constexpr std::uint64_t factors[] = {1, 7, 11, 13, 17, 19, 23, 29};
  const auto bits = static_cast<std::uint64_t>(shared_.uniform(index) * 0x1.0p40);
  const std::uint64_t factor = factors[bits % 8], shift = (bits >> 3) % block;
  return (static_cast<double>((factor * place_ + shift) % block) + own_.uniform(index)) / block;
}

double SeedStream::normal(std::uint64_t index) const { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * uniform(index)); }

} // namespace archipelago
