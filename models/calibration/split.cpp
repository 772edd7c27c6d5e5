#include "models/calibration/split.hpp"

#include "models/random.hpp"

#include <fmt/format.h>

#include <bit>

namespace archipelago {

namespace {
double draw(std::uint64_t key, std::uint64_t seed, std::uint64_t index) {
  return RandomStream(seed, key, Purpose::hold_back).uniform(index);
}
} // namespace

std::string basis_text(HoldBack hold_back) {
  return fmt::format("held-back {:.0f} %, seed {}", 100 * hold_back.share, hold_back.seed);
}

std::uint64_t measurement_key(std::initializer_list<double> parts) {
  std::uint64_t hash = entity_key("measurement");
  for (double part : parts) hash = (hash ^ std::bit_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15ull + (hash >> 29);
  return hash;
}

bool is_held_back(std::uint64_t key, HoldBack hold_back) { return draw(key, hold_back.seed, 0) < hold_back.share; }

int fold_of(std::uint64_t key, std::uint64_t seed, int folds) { return static_cast<int>(draw(key, seed, 1) * folds); }

} // namespace archipelago
