// The order of what happened, as one number: kind, entity and date to a microsecond of every step, round and failure.
// Two runs that agree here did the same things in the same order (DESIGN section 4).
#pragma once

#include "models/units.hpp"

#include <cmath>
#include <cstdint>

namespace archipelago {

class Fingerprint {
public:
  enum class What : std::uint64_t { step = 1, launch, back, pause, lost, returned, recovered, exchange };

  void add(What what, std::uint64_t entity, Seconds at) {
    const auto microseconds = static_cast<std::uint64_t>(std::llround(at.value * 1e6));
    hash_ = mix(hash_ ^ (static_cast<std::uint64_t>(what) << 56) ^ (entity << 40)) + microseconds;
  }
  std::uint64_t value() const { return mix(hash_); }

private:
  static std::uint64_t mix(std::uint64_t x) {   // finaliser of MurmurHash3
    x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDull;
    x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53ull;
    return x ^ (x >> 33);
  }
  std::uint64_t hash_ = 0x9E3779B97F4A7C15ull;
};

} // namespace archipelago
