// The replay that plays a world's protocol.
#pragma once

#include "sim/replay/replay.hpp"

#include <memory>

namespace archipelago {

std::unique_ptr<Replay> make_replay(const World& world, const ReplayOptions& options);

} // namespace archipelago
