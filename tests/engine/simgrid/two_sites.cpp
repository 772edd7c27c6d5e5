#include "tests/engine/simgrid/two_sites.hpp"

namespace archipelago {

World two_sites(BytesPerSecond bandwidth, OneWayLatency latency) {
  World world;
  for (std::size_t s = 0; s < 2; ++s) {
    Site site;
    site.name = std::to_string(s);
    world.sites.push_back(site);
    Learner learner;
    learner.name = "learner-" + site.name;
    learner.site = s;
    world.learners.push_back(learner);
  }
  Link link;
  link.name = "wan";
  link.between = {0, 1};
  link.bandwidth = bandwidth;
  link.latency = latency;
  world.network.links.push_back(link);
  return world;
}

std::vector<std::string> sanitizer_options() {
#ifdef __SANITIZE_ADDRESS__
  return {"contexts/factory:thread"};
#else
  return {};
#endif
}

} // namespace archipelago
