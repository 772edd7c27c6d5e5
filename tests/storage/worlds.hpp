// A small world with a data path, and what a run of it says about its data.
#pragma once

#include "tests/engine/worlds.hpp"

namespace archipelago {

// Learners of 64 accelerators on 8 hosts at one site, steps of `step_s`, a batch of 1000 B; each host loads at `per_host` B/s.
World loading_world(int learners, double step_s, double per_host, ProtocolName protocol = ProtocolName::decoupled_diloco);

struct Loaded {
  double data_wait, compute, horizon;         // shares of all; seconds
  double steps, share_sum, events;
  DataResult first;                           // of the first site; its name left out
  bool has_data = false;
};
Loaded play_loading(const World& world, std::uint64_t seed = 1);

} // namespace archipelago
