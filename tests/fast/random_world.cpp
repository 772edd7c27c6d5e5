#include "tests/fast/random_world.hpp"

#include "tests/fast/chance.hpp"

#include <cmath>

namespace archipelago {

namespace {
Transport transport(Chance& chance) {
  Transport made;
  if (chance.happens(0.5)) return made;
  made.kind = Transport::Kind::tcp;
  made.streams = chance.whole(1, 8);
  made.efficiency = chance.between(0.8, 1.0);
  if (chance.happens(0.6)) made.window = Bytes(chance.spread(1e6, 64e6));
  return made;
}

Link link(Chance& chance, const std::string& name, std::size_t a, std::size_t b) {
  Link made;
  made.name = name;
  made.between = {a, b};
  made.bandwidth = to_bytes(BitsPerSecond(chance.spread(0.5e9, 20e9)));
  made.latency = OneWayLatency(chance.happens(0.15) ? 0.0 : chance.spread(1e-4, 0.08));
  made.transport = transport(chance);
  return made;
}

void add_network(Chance& chance, World& world, double horizon) {
  const auto sites = static_cast<std::size_t>(chance.whole(1, 4));
  const bool lan = chance.happens(0.6), ring = chance.happens(0.3);
  for (std::size_t s = 0; s < sites; ++s) {
    Site site;
    site.name = "site-" + std::to_string(s);
    if (lan) site.lan = Lan{to_bytes(BitsPerSecond(chance.spread(5e9, 400e9))), OneWayLatency(chance.spread(1e-6, 1e-3)), transport(chance)};
    world.sites.push_back(site);
  }
  if (sites == 1) return;
  if (!ring) world.network.hubs = {"hub"};
  for (std::size_t s = 0; s < sites; ++s) {
    if (ring && sites == 2 && s == 1) break;
    world.network.links.push_back(link(chance, "link-" + std::to_string(s), s, ring ? (s + 1) % sites : sites));
    while (chance.happens(0.25)) {
      Outage outage{Seconds(chance.between(0, horizon)), Seconds(chance.spread(1, 300)), chance.happens(0.4) ? 0.0 : chance.between(0.05, 0.9)};
      auto& outages = world.network.links.back().outages;
      if (outages.empty() || outages.back().at + outages.back().duration < outage.at) outages.push_back(outage);
    }
  }
}

void add_protocol(Chance& chance, World& world, std::uint64_t number) {
  ProtocolRules& rules = world.protocol;
  rules.name = static_cast<ProtocolName>(number % 7);
  const int all = static_cast<int>(world.learners.size());
  rules.bits = chance.happens(0.5) ? 4 : 16;
  rules.quorum = all;
  const int intervals[] = {4, 8, 12, 24, 30};
  rules.sync_interval = intervals[chance.whole(0, 4)];
  switch (rules.name) {
  case ProtocolName::decoupled_diloco:
    rules.fragments = chance.whole(1, rules.sync_interval);
    rules.quorum = chance.happens(0.4) ? 1 : chance.whole(1, all);
    rules.overlap = chance.whole(0, 4);
    if (chance.happens(0.7)) rules.grace = Grace{chance.between(0.3, 0.95), chance.between(0.2, 1.5)};
    if (chance.happens(0.2)) rules.back_pressure = BackPressure::none;
    break;
  case ProtocolName::streaming_diloco:
    rules.fragments = chance.whole(1, 4);
    rules.overlap = chance.whole(0, 3);
    break;
  case ProtocolName::diloco: rules.fragments = 1; rules.overlap = 0; break;
  case ProtocolName::data_parallel:
  case ProtocolName::elastic_data_parallel: rules.fragments = 1; rules.sync_interval = 1; rules.overlap = 0; break;
  case ProtocolName::async_local_sgd:
    if (chance.happens(0.5)) rules.grace = Grace{0.9, chance.between(0.1, 1.0)};
    [[fallthrough]];
  case ProtocolName::hierarchical_local_sgd:
    rules.fragments = 1;
    rules.sharded_syncer = false;
    rules.accumulations = chance.whole(1, 6);
  }
  const bool server = rules.name == ProtocolName::async_local_sgd || rules.name == ProtocolName::hierarchical_local_sgd;
  rules.syncer_site = static_cast<std::size_t>(chance.whole(0, static_cast<int>(world.sites.size()) - 1));
  if (!server && chance.happens(0.25)) rules.sharded_syncer = false;
  if (chance.happens(0.4)) rules.all_reduce = AllReduce::flat_ring;
  const bool gradients = rules.name == ProtocolName::data_parallel || rules.name == ProtocolName::elastic_data_parallel;
  if (!server && chance.happens(gradients ? 0.6 : 0.3)) rules.readiness = Readiness::layer;
  if (!server && !gradients && chance.happens(0.4)) rules.join_timeout = Seconds(chance.spread(5, 100));
  if (chance.happens(0.3)) rules.sync_overhead = Seconds(chance.spread(1e-3, 1));
  if (chance.happens(0.3)) rules.start_up = Seconds(chance.spread(0.1, 5));
}

void add_failures(Chance& chance, World& world, double horizon) {
  double accelerators = 0;
  for (const Learner& learner : world.learners) accelerators += static_cast<double>(learner.accelerators);
  Failures failures;
  const double losses = chance.spread(3, 100);
  failures.lifetime = {chance.happens(0.7) ? Law::Kind::exponential : Law::Kind::constant, Seconds(horizon * accelerators / losses)};
  failures.return_delay = {Law::Kind::lognormal, Seconds(chance.spread(20, 0.1 * horizon)), 1.0};
  failures.downscale = Seconds(chance.spread(0.5, 20));
  failures.upscale = Seconds(chance.spread(0.5, 20));
  failures.detection = Seconds(chance.happens(0.4) ? chance.spread(0.5, 20) : 0.0);
  failures.restart = Seconds(chance.spread(1, 60));
  world.failures = failures;
  world.failures_known = Known::given;
}
} // namespace

World random_world(Chance& chance, std::uint64_t number) {
  World world;
  world.name = "random " + std::to_string(number);
  world.model.parameters = chance.spread(1e8, 1e10);
  world.model.layers = 24;
  world.training.tokens_per_step = 1000;
  world.training.sequence_length = 1000;
  world.failures_known = world.checkpoints_known = Known::none;
  const double step = chance.spread(0.5, 10), horizon = step * chance.between(400, 1200);
  add_network(chance, world, horizon);
  const int count = chance.whole(2, 6);
  const double unlike = chance.happens(0.5) ? 0.0 : chance.spread(0.01, 0.3);
  const double cv = chance.happens(0.6) ? 0.0 : chance.spread(0.005, 0.2);
  const bool whole_loss = chance.happens(0.3), comes_and_goes = chance.happens(0.25);
  for (int m = 0; m < count; ++m) {
    Learner learner;
    learner.name = "learner-" + std::to_string(m);
    learner.site = static_cast<std::size_t>(chance.whole(0, static_cast<int>(world.sites.size()) - 1));
    learner.accelerator.name = "any";
    learner.accelerator.peak_bf16 = FlopsPerSecond(1e15);
    learner.accelerators = 64;
    learner.slice_size = whole_loss ? 64 : 8;
    learner.step_time.mean = Seconds(step * (1 + chance.between(0, unlike)));
    learner.step_time.law = cv > 0 ? (chance.happens(0.5) ? StepLaw::normal : StepLaw::lognormal) : StepLaw::constant;
    learner.step_time.cv = cv;
    learner.step_time.source = "given";
    if (comes_and_goes && m > 0 && chance.happens(0.5)) {
      const double from = chance.happens(0.5) ? 0.0 : chance.between(0.05, 0.4) * horizon;
      learner.available.push_back({Seconds(from), Seconds(from + chance.between(0.2, 0.5) * horizon)});
    }
    world.learners.push_back(learner);
  }
  add_protocol(chance, world, number);
  if (chance.happens(0.85)) add_failures(chance, world, horizon);
  const bool rounds = world.protocol.name != ProtocolName::async_local_sgd && world.protocol.name != ProtocolName::hierarchical_local_sgd;
  if (rounds && chance.happens(0.4)) {
    Checkpoints checkpoints;
    checkpoints.interval = Seconds(chance.spread(5, 100) * step);
    checkpoints.size = Bytes(world.model.parameters * 12);
    if (chance.happens(0.8)) checkpoints.bandwidth = BytesPerSecond(checkpoints.size.value / chance.spread(0.5, 20));
    checkpoints.blocking = chance.happens(0.5);
    world.checkpoints = checkpoints;
    world.checkpoints_known = Known::given;
  }
  world.simulation.horizon = {Horizon::Unit::time, horizon};
  if (!comes_and_goes && chance.happens(0.3)) world.simulation.horizon = {Horizon::Unit::steps, std::floor(0.8 * horizon / step)};
  if (chance.happens(0.3)) world.simulation.warm_up = {world.simulation.horizon.unit, 0.1 * world.simulation.horizon.amount};
  return world;
}

World random_world(std::uint64_t number) {
  Chance chance(number);
  return random_world(chance, number);
}

} // namespace archipelago
