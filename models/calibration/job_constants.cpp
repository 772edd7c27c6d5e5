#include "models/calibration/job_constants.hpp"

namespace archipelago {

void apply_efficiencies(const JobConstants& constants, World& world) {
  for (Learner& learner : world.learners) learner.step_time.mean = learner.step_time.mean / constants.step_efficiency;
  for (Link& link : world.network.links) link.transport.efficiency *= efficiency_at(constants.link_efficiency, link.bandwidth);
  for (Site& site : world.sites)
    if (site.lan) site.lan->transport.efficiency *= efficiency_at(constants.link_efficiency, site.lan->bandwidth);
}

void apply(const JobConstants& constants, World& world) {
  apply_efficiencies(constants, world);
  world.protocol.sync_overhead += constants.sync_overhead;
  world.protocol.start_up += constants.start_up;
}

} // namespace archipelago
