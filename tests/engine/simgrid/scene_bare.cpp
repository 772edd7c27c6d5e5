#include "tests/engine/simgrid/bare_engine.hpp"
#include "tests/engine/simgrid/scene.hpp"

#include <algorithm>
#include <memory>

namespace archipelago {

namespace s4u = simgrid::s4u;

std::vector<Seconds> play_bare(const Scene& scene) {
  BareEngine engine;
  const double nominal = scene.bandwidth.value;
  auto* link = engine.zone()->create_split_duplex_link("wan", nominal);
  link->set_latency(scene.latency.value);
  auto factor = std::make_shared<double>(1.0);
  for (auto* direction : {link->get_link_up(), link->get_link_down()})
    if (!scene.changes.empty())
      direction->set_sharing_policy(s4u::Link::SharingPolicy::NONLINEAR, [factor](double full, int) { return full * *factor; });
  link->seal();
  std::vector<s4u::LinkInRoute> links{{link, s4u::LinkInRoute::Direction::UP}};
  if (scene.window) {
    // A link that is never shared bounds each flow by itself.
    const double cap = scene.streams * scene.window->value / round_trip(scene.latency).value;
    auto* own = engine.zone()->create_link("cap", cap);
    own->set_sharing_policy(s4u::Link::SharingPolicy::FATPIPE)->seal();
    links.emplace_back(own);
  }
  engine.route("0", "1", links);
  engine.zone()->seal();

  std::vector<Seconds> ends(scene.flows.size());
  for (std::size_t i = 0; i < scene.flows.size(); ++i)
    s4u::Actor::create("flow" + std::to_string(i), engine.host("0"), [&engine, &ends, i, flow = scene.flows[i]] {
      s4u::this_actor::sleep_until(flow.start.value);
      s4u::Comm::sendto(engine.host(flow.forward ? "0" : "1"), engine.host(flow.forward ? "1" : "0"),
                        static_cast<std::uint64_t>(flow.size.value));
      ends[i] = Seconds(BareEngine::now());
    });
  for (const FactorChange& change : scene.changes)
    s4u::Actor::create("change", engine.host("0"), [factor, link, change, nominal] {
      s4u::this_actor::sleep_until(change.at.value);
      *factor = std::max(change.factor, 1e-9);   // SimGrid ignores a capacity of zero
      for (auto* direction : {link->get_link_up(), link->get_link_down()}) direction->set_bandwidth(nominal);
    });
  engine.run();
  return ends;
}

} // namespace archipelago
