#include "tests/bench/worlds.hpp"

namespace archipelago {

namespace {
World star_of_sites(std::size_t learners, std::size_t sites, double step_s) {
  World world;
  world.model.parameters = 1e9;
  world.training.tokens_per_step = 1048576;
  world.network.hubs = {"hub"};
  for (std::size_t i = 0; i < learners; ++i) {
    Learner learner;
    learner.name = "learner-" + std::to_string(i);
    learner.site = i % sites;
    learner.accelerators = 64;
    learner.slice_size = 8;
    learner.step_time.mean = Seconds(step_s);
    learner.step_time.source = "given";
    world.learners.push_back(learner);
  }
  for (std::size_t i = 0; i < sites; ++i) {
    Site site;
    site.name = "site-" + std::to_string(i);
    world.sites.push_back(site);
    Link link;
    link.name = "wan-" + std::to_string(i);
    link.between = {i, sites};
    link.bandwidth = to_bytes(BitsPerSecond(5e9));
    link.latency = OneWayLatency(0.01);
    world.network.links.push_back(link);
  }
  world.failures_known = Known::none;
  return world;
}
} // namespace

World steady_world(Horizon horizon) {
  World world = star_of_sites(8, 8, 10);
  world.protocol.quorum = 8;
  world.protocol.all_reduce = AllReduce::flat_ring;
  world.simulation.horizon = horizon;
  return world;
}

World failing_world(std::size_t learners, std::size_t sites, double step_s) {
  World world = star_of_sites(learners, sites, step_s);
  for (Learner& learner : world.learners) learner.accelerators = static_cast<std::int64_t>(16'384 / learners);
  Failures failures;
  failures.lifetime = {Law::Kind::exponential, Seconds(5 * seconds_per_year)};
  failures.return_delay = {Law::Kind::lognormal, Seconds(1200), 1.0};
  failures.downscale = failures.upscale = Seconds(13);
  world.failures = failures;
  world.failures_known = Known::given;
  world.protocol.quorum = 1;
  world.protocol.grace = Grace{};
  return world;
}

World large_fleet_world() {
  World world = steady_world({Horizon::Unit::time, seconds_per_day});
  for (Learner& learner : world.learners) learner.accelerators = 300'000;
  Failures failures;
  failures.lifetime = {Law::Kind::exponential, Seconds(seconds_per_year)};
  failures.return_delay = {Law::Kind::lognormal, Seconds(1200), 1.0};
  failures.downscale = failures.upscale = Seconds(13);
  world.failures = failures;
  world.failures_known = Known::given;
  world.protocol.quorum = 1;
  return world;
}

World year_world(Seconds horizon) {
  World world = steady_world({Horizon::Unit::time, horizon.value});
  world.model.parameters = 405e9;
  for (Learner& learner : world.learners) {
    learner.accelerators = 2048;
    learner.step_time = {Seconds(30), StepLaw::lognormal, 0.05, "given", false};
  }
  for (std::size_t l = 0; l < world.network.links.size(); ++l) {
    Link& link = world.network.links[l];
    link.bandwidth = to_bytes(BitsPerSecond(40e9));
    for (int outage = 0; outage < 6; ++outage)
      link.outages.push_back({Seconds((0.05 + outage / 6.0 + 0.017 * static_cast<double>(l)) * seconds_per_year), Seconds(4 * seconds_per_hour), 0});
  }
  Failures failures;
  failures.lifetime = {Law::Kind::exponential, Seconds(5.8 * seconds_per_year)};
  failures.return_delay = {Law::Kind::constant, Seconds(1200)};
  failures.downscale = failures.upscale = Seconds(13);
  failures.detection = Seconds(30);
  failures.restart = Seconds(600);
  world.failures = failures;
  world.failures_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(1800), Bytes(2.43e12), to_bytes(BitsPerSecond(400e9)), false};
  world.checkpoints_known = Known::given;
  world.protocol.quorum = 1;
  world.protocol.grace = Grace{};
  world.protocol.all_reduce = AllReduce::site_ring;
  return world;
}

} // namespace archipelago
