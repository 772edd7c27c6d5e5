#include "sim/replay/make_replay.hpp"

#include "sim/replay/rounds.hpp"
#include "sim/replay/server.hpp"

namespace archipelago {

std::unique_ptr<Replay> make_replay(const World& world, const ReplayOptions& options) {
  const bool server = world.protocol.name == ProtocolName::async_local_sgd || world.protocol.name == ProtocolName::hierarchical_local_sgd;
  if (server) return std::make_unique<ServerReplay>(world, options);
  return std::make_unique<RoundReplay>(world, options);
}

} // namespace archipelago
