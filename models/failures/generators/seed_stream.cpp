#include "models/failures/generators/seed_stream.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <numbers>

namespace archipelago {

SeedStream::SeedStream(std::uint64_t seed, std::uint64_t entity, Purpose purpose)
    : place_(seed % block), own_(seed, entity, purpose), shared_(seed / block, entity ^ entity_key("block of seeds"), purpose) {}

double SeedStream::uniform(std::uint64_t index) const {
  // place -> (factor place + shift) mod 32 is one-to-one for odd factors; the shift alone makes each seed's stratum uniform.
  const auto bits = static_cast<std::uint64_t>(shared_.uniform(index) * 0x1.0p40);
  const std::uint64_t factor = (bits >> 5) | 1, shift = bits % block;
  return (static_cast<double>((factor * place_ + shift) % block) + own_.uniform(index)) / block;
}

double SeedStream::normal(std::uint64_t index) const { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * uniform(index)); }

} // namespace archipelago
