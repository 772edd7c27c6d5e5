#include "sim/replay/flow_cap.hpp"

#include <algorithm>

namespace archipelago {

std::optional<BytesPerSecond> flow_cap(const World& world, const Path& path, std::size_t from, std::size_t to) {
  OneWayLatency one_way = path.latency;
  std::optional<Bytes> window;
  const auto consider = [&](const Transport& transport) {
    if (transport.kind != Transport::Kind::tcp || !transport.window) return;
    const Bytes bytes = transport.streams * *transport.window;
    window = window ? std::min(*window, bytes) : bytes;
  };
  for (const Hop& hop : path.hops) consider(world.network.links[hop.link].transport);
  for (std::size_t site : {from, to})
    if (const auto& lan = world.sites[site].lan) {
      one_way += lan->latency;
      consider(lan->transport);
    }
  if (!window || one_way.value <= 0) return std::nullopt;
  return *window / (2 * duration(one_way));
}

} // namespace archipelago
