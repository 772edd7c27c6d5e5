// Counter-based random streams: a draw is a pure function of (seed, entity, purpose, index).
//
// Philox 4x32-10 (Salmon et al., SC 2011; Random123). Never by call order, so two designs that share an entity see
// the same failures and the same jitter, and adding a learner shifts nobody else's draws.
#pragma once

#include <cstdint>
#include <string_view>

namespace archipelago {

enum class Purpose : std::uint32_t {
  step_time, lifetime, return_delay, network_jitter, bootstrap, hold_back,
  incident_gap, quiet, season, burst, burst_spread, node_choice, frailty, repair, shared_repair, cause, slowdown, maintenance, spot_loss, spot_grant, spare_queue, sampling, chaos, storage_gap, storage_stall, worker_life, worker_return, recovery,
  background_size, background_gap,
  place_outage, slow_spell, corruption, replayed_step,
};

// Stable identity of an entity by its name (64-bit FNV-1a), independent of its place in a list.
constexpr std::uint64_t entity_key(std::string_view name) {
  std::uint64_t hash = 14695981039346656037ull;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

class RandomStream {
public:
  RandomStream(std::uint64_t seed, std::uint64_t entity, Purpose purpose);
  double uniform(std::uint64_t index) const;   // in (0,1), never 0 or 1
  double normal(std::uint64_t index) const;    // mean 0, standard deviation 1

private:
  std::uint32_t key_[2];
  std::uint32_t lane_[2];
};

} // namespace archipelago
