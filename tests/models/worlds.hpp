// The contract's two worlds and the world of Table 1, built without the scenario reader.
#pragma once

#include "models/world.hpp"
#include "tests/models/networks.hpp"

namespace archipelago::test {

inline Learner learner_at(std::string name, std::size_t site, std::int64_t accelerators, std::int64_t slice_size, double step_s) {
  Learner learner;
  learner.name = std::move(name);
  learner.site = site;
  learner.accelerators = accelerators;
  learner.slice_size = slice_size;
  learner.step_time.mean = Seconds(step_s);
  learner.accelerator.name = "h100-sxm";
  learner.accelerator.peak_bf16 = FlopsPerSecond(989e12);
  return learner;
}

inline World four_regions() {
  World world;
  world.model.parameters = world.model.active_parameters = 12e9;
  world.model.layers = 48;
  world.training = {1048576, 4096, 240e9, "adamw"};
  const char* names[] = {"midwest", "south", "west", "plains"};
  const std::size_t learners_at[] = {1, 2, 3, 2};
  const double gigabits[] = {5, 4, 2, 3}, one_way_ms[] = {8, 12, 20, 10};
  world.network.hubs = {"backbone"};
  for (std::size_t s = 0; s < 4; ++s) {
    Site site;
    site.name = names[s];
    site.lan = Lan{to_bytes(BitsPerSecond(400e9)), OneWayLatency(10e-6), {}};
    world.sites.push_back(site);
    world.network.links.push_back(link(site.name + "-wan", s, 4, gigabits[s] * 1e9 / 8, one_way_ms[s]));
    for (std::size_t k = 0; k < learners_at[s]; ++k)
      world.learners.push_back(learner_at(site.name + std::to_string(k), s, 64, 8, 3));
  }
  world.protocol.grace = Grace{};
  world.failures_known = Known::given;
  world.failures = Failures{{Law::Kind::exponential, Seconds(5 * seconds_per_year)},
                            {Law::Kind::lognormal, Seconds(1200), 1.0},
                            Seconds(13),
                            Seconds(13),
                            Seconds(0),
                            Seconds(300)};
  world.simulation.horizon = {Horizon::Unit::time, 864000};
  return world;
}

inline World four_nodes() {
  World world;
  world.model.parameters = world.model.active_parameters = 30846720;
  world.model.precision = Precision::fp32;
  world.training = {2048, 512, std::nullopt, "adamw"};
  world.network.hubs = {"switch"};
  for (std::size_t s = 0; s < 4; ++s) {
    Site site;
    site.name = "n" + std::to_string(s + 1);
    world.sites.push_back(site);
    world.network.links.push_back(link(site.name + "-nic", s, 4, 125e6, 0.05));
    world.network.links.back().transport = {Transport::Kind::tcp, 1, std::nullopt, 0.985};
    world.learners.push_back(learner_at("w" + std::to_string(s + 1), s, 1, 1, 0.0255));
  }
  world.protocol.name = ProtocolName::diloco;
  world.protocol.fragments = 1;
  world.protocol.sync_interval = 32;
  world.protocol.overlap = 0;
  world.protocol.bits = 32;
  world.failures_known = Known::none;
  world.simulation.horizon = {Horizon::Unit::steps, 320};
  return world;
}

// Decoupled DiLoCo's Table 1 with the calibration of protocol section 8.11: MTBI 1 year, 10 s steps, 218 slices.
inline World table_one(int learners, double chips, ProtocolName protocol) {
  World world;
  world.model.parameters = world.model.active_parameters = 5e9;
  world.training = {1e6, 4096, std::nullopt, "adamw"};
  Site site;
  site.name = "here";
  world.sites.push_back(site);
  const auto slices = static_cast<std::int64_t>(218 / learners);
  for (int m = 0; m < learners; ++m)
    world.learners.push_back(learner_at("learner" + std::to_string(m), 0, static_cast<std::int64_t>(chips / learners), 1, 10));
  for (Learner& learner : world.learners) {
    learner.slice_size = learner.accelerators / slices;
    learner.accelerators = learner.slice_size * slices;
  }
  world.protocol.name = protocol;
  world.protocol.grace = Grace{};
  if (protocol != ProtocolName::decoupled_diloco) {
    world.protocol.fragments = world.protocol.sync_interval = 1;
    world.protocol.overlap = 0;
  }
  world.failures_known = Known::given;
  world.failures = Failures{{Law::Kind::exponential, Seconds(seconds_per_year)},
                            {Law::Kind::exponential, Seconds(36)},
                            Seconds(13),
                            Seconds(13),
                            Seconds(0),
                            Seconds(52)};
  world.simulation.horizon = {Horizon::Unit::time, 1e6};
  return world;
}

} // namespace archipelago::test
