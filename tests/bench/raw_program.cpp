#include "tests/bench/raw_program.hpp"

#include <simgrid/s4u.hpp>
#include <xbt/log.h>

#include <vector>

namespace archipelago {

namespace s4u = simgrid::s4u;

std::uint64_t play_raw(const World& world, std::int64_t steps) {
  xbt_log_control_set("root.thresh:critical");
  int argc = 1;
  char name[] = "raw";
  char* argv[] = {name, nullptr};
  auto* engine = new s4u::Engine(&argc, argv);   // to the end of the process, as ours
  for (const char* option : {"network/model:CM02", "network/TCP-gamma:1e18", "network/crosstraffic:0"})
    s4u::Engine::set_config(option);
  const std::size_t learners = world.learners.size();
  auto* star = s4u::create_full_zone("star");
  std::vector<s4u::Host*> hosts;
  std::vector<s4u::SplitDuplexLink*> links;
  for (std::size_t m = 0; m < learners; ++m) {   // one learner per site, one link from each site to the hub
    const Link& wan = world.network.links[m];
    hosts.push_back(star->create_host(world.learners[m].name, 1.0)->seal());
    links.push_back(star->create_split_duplex_link(wan.name, wan.bandwidth.value));
    links.back()->set_latency(wan.latency.value)->seal();
  }
  for (std::size_t m = 0; m < learners; ++m) {
    const std::size_t next = (m + 1) % learners;
    star->add_route(hosts[m]->get_netpoint(), hosts[next]->get_netpoint(), nullptr, nullptr,
                    {{links[m], s4u::LinkInRoute::Direction::UP}, {links[next], s4u::LinkInRoute::Direction::DOWN}}, false);
  }
  star->seal();

  const double members = static_cast<double>(learners);
  const double fragment = world.model.parameters * world.protocol.bits / 8 / world.protocol.fragments;
  const auto bytes = static_cast<std::uint64_t>(2 * (members - 1) / members * fragment);
  std::uint64_t activities = 0;
  for (std::size_t m = 0; m < learners; ++m)
    s4u::Actor::create(world.learners[m].name, hosts[m], [&, m] {
      auto* from = hosts[m];
      auto* to = hosts[(m + 1) % learners];
      const double lasts = world.learners[m].step_time.mean.value;
      for (std::int64_t step = 0; step < steps; ++step) {
        s4u::this_actor::sleep_for(lasts);
        s4u::Comm::sendto_init(from, to)->set_payload_size(bytes)->detach();
        activities += 2;
      }
    });
  engine->run();
  return activities;
}

} // namespace archipelago
