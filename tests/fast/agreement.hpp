// Fast and exact fidelity side by side on one world, each in a process of its own.
#pragma once

#include "models/world.hpp"

#include <cstdint>

namespace archipelago {

struct FidelityFigures {
  bool stuck = false;                         // nothing could happen any more
  double goodput = 0, uptime = 0, utilization = 0, tokens = 0, link_bytes = 0;
  std::int64_t rounds = 0;
  std::uint64_t fingerprint = 0, events = 0;
  double cpu_s = 0;
};
// Points are hundredths of a share, percents are of exact's figure; link bytes are the worst of all directions.
struct Disagreement {
  double goodput_points = 0, uptime_points = 0, utilization_points = 0, tokens_percent = 0, link_bytes_percent = 0, rounds_percent = 0;
  bool within_limits() const {
    return goodput_points <= 0.2 && uptime_points <= 0.2 && utilization_points <= 0.2 && tokens_percent <= 0.2 &&
           link_bytes_percent <= 0.5 && rounds_percent <= 0.5;
  }
};
struct Agreement {
  FidelityFigures fast, exact;
  Disagreement off;
  bool same_fingerprint() const { return fast.fingerprint == exact.fingerprint; }
  bool holds() const { return fast.stuck == exact.stuck && (exact.stuck || off.within_limits()); }
};

Agreement compare_fidelities(const World& world, std::uint64_t seed);

} // namespace archipelago
