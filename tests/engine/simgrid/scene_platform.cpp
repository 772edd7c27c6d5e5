#include "sim/engine/platform.hpp"
#include "sim/replay/hosts.hpp"
#include "tests/engine/simgrid/scene.hpp"
#include "tests/engine/simgrid/two_sites.hpp"

#include <stdexcept>

namespace archipelago {

std::vector<Seconds> play_platform(const Scene& scene) {
  World world = two_sites(scene.bandwidth, scene.latency);
  Link& link = world.network.links.front();
  if (scene.window) link.transport = {Transport::Kind::tcp, scene.streams, scene.window, 1.0};
  // What happens when is the replay's business; the platform only needs to know that the link may change.
  if (!scene.changes.empty()) link.outages.push_back({});

  const Topology topology(world.sites.size(), world.network);
  const Hosts hosts(world);
  std::vector<Seconds> ends(scene.flows.size());
  std::vector<std::size_t> who(scene.flows.size());
  std::size_t left = scene.flows.size();
  Platform* playing = nullptr;
  Platform platform(world, topology, sanitizer_options(), [&](FlowId flow) {
    ends[who[flow]] = playing->now();
    if (--left == 0) playing->let_go();
  });
  playing = &platform;
  for (std::size_t i = 0; i < scene.flows.size(); ++i) {
    const SceneFlow& flow = scene.flows[i];
    platform.set_timer(flow.start, [&, i] {
      const std::size_t from = flow.forward ? 0 : 1;
      who[platform.start(hosts.learner(from), hosts.learner(1 - from), flow.size)] = i;
    });
  }
  for (const FactorChange& change : scene.changes)
    platform.set_timer(change.at, [&platform, change] { platform.set_link_factor(0, change.factor); });
  platform.run([] { throw std::runtime_error("deadlock"); });
  return ends;
}

} // namespace archipelago
