// The smallest world with a wide-area link: sites "0" and "1", a learner at each.
#pragma once

#include "models/world.hpp"

namespace archipelago {

World two_sites(BytesPerSecond bandwidth, OneWayLatency latency);

// What the sanitizers need SimGrid told: they lose track of its hand-made stacks.
std::vector<std::string> sanitizer_options();

} // namespace archipelago
