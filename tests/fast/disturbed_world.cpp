#include "tests/fast/chance.hpp"
#include "tests/fast/random_world.hpp"

namespace archipelago {

namespace {
Law drawn_law(Chance& chance, double low, double high) {
  const Law::Kind kinds[] = {Law::Kind::exponential, Law::Kind::lognormal, Law::Kind::constant, Law::Kind::weibull};
  const Law::Kind kind = kinds[chance.whole(0, 3)];
  return {kind, Seconds(chance.spread(low, high)), kind == Law::Kind::weibull ? chance.between(0.6, 1.5) : 0.8};
}

// Losses on the wall clock, stage by stage, with spares or without.
void add_recovery(Chance& chance, World& world, double horizon) {
  const ProtocolName name = world.protocol.name;
  const bool job = name == ProtocolName::data_parallel || name == ProtocolName::elastic_data_parallel;
  const bool served = name == ProtocolName::async_local_sgd || name == ProtocolName::hierarchical_local_sgd;
  Recovery recovery;
  recovery.crash_detection = drawn_law(chance, 0.2, 10);
  recovery.hang_share = chance.happens(0.3) ? chance.between(0.05, 0.5) : 0.0;
  recovery.hang_detection = drawn_law(chance, 5, 60);
  recovery.decision = drawn_law(chance, 0.1, 5);
  if (chance.happens(0.5)) recovery.queue = drawn_law(chance, 5, 0.1 * horizon);
  recovery.warm_image = drawn_law(chance, 0.5, 10);
  recovery.cold_image = drawn_law(chance, 2, 60);
  recovery.init = drawn_law(chance, 0.5, 20);
  recovery.spares = chance.happens(0.5) ? static_cast<std::uint32_t>(chance.whole(1, 4)) : 0;
  recovery.pool = static_cast<Recovery::Pool>(chance.whole(0, 2));
  const bool stored = world.checkpoints.has_value() && chance.happens(0.4), stops = chance.happens(0.4);
  if (stored && !job && !served) recovery.state = Recovery::State::checkpoint;
  if (stops && !job) recovery.without_node = Recovery::WithoutNode::stop;
  world.failures->recovery = recovery;
}

void add_data(Chance& chance, World& world, double step, double horizon) {
  DataPath data;
  data.bytes_per_token = chance.spread(1, 1e4);
  const double batch = data.bytes_per_token * world.training.tokens_per_step;
  data.dataset = Bytes(batch * chance.spread(20, 2000));
  data.cached = chance.happens(0.3);
  data.loader_rate = BytesPerSecond(batch / step / 8 * chance.spread(0.7, 4));
  if (chance.happens(0.6)) data.storage_bandwidth = BytesPerSecond(batch / step * chance.spread(0.7, 10));
  if (chance.happens(0.7)) data.prefetch_batches = chance.whole(1, 20);
  data.cold_start = Seconds(chance.happens(0.5) ? chance.spread(0.1, 20) : 0.0);
  data.shuffle_buffer = Bytes(chance.happens(0.3) ? batch * chance.whole(1, 4) : 0.0);
  data.decoupled = chance.happens(0.4);
  if (data.decoupled && chance.happens(0.6)) {
    data.service.workers = chance.whole(4, 40);
    data.service.failures = LoaderService::Failures{drawn_law(chance, 0.2 * horizon, 4 * horizon), drawn_law(chance, 5, 100)};
  }
  if (chance.happens(0.4)) data.outages.push_back({Seconds(chance.between(0, horizon)), Seconds(chance.spread(1, 200)), chance.happens(0.5) ? 0.0 : 0.3, {}});
  if (chance.happens(0.4)) data.stalls = DataStalls{drawn_law(chance, 20, horizon), drawn_law(chance, 1, 60), chance.happens(0.5) ? 0.0 : 0.4};
  world.data = data;
  world.data_known = Known::given;
}

void add_disturbances(Chance& chance, World& world, double horizon) {
  const ProtocolName name = world.protocol.name;
  const bool gradients = name == ProtocolName::data_parallel || name == ProtocolName::elastic_data_parallel;
  if (chance.happens(0.6)) world.slow = SlowLaw{drawn_law(chance, 0.3 * horizon, 10 * horizon), drawn_law(chance, 10, 0.2 * horizon), chance.between(0.3, 0.6), chance.between(0.6, 0.98)};
  if (chance.happens(0.5)) {
    Corruption corruption{Corruption::Policy::replay, drawn_law(chance, horizon, 200 * horizon), drawn_law(chance, 5, 0.1 * horizon), chance.between(0.001, 0.05)};
    const bool refusing = chance.happens(0.5);
    if (refusing && !gradients) corruption.policy = Corruption::Policy::reject_merge;
    else if (world.checkpoints) corruption.policy = Corruption::Policy::rollback;
    world.corruption = corruption;
  }
  while (chance.happens(0.4)) {
    OutagePlan plan;
    const bool site = world.network.links.empty() || chance.happens(0.5);
    plan.place = site ? OutagePlan::Place::site : OutagePlan::Place::link;
    plan.index = static_cast<std::size_t>(chance.whole(0, static_cast<int>(site ? world.sites.size() : world.network.links.size()) - 1));
    plan.name = (site ? "site " : "link ") + std::to_string(world.outages.size());
    if (chance.happens(0.5)) plan.laws = OutagePlan::Laws{drawn_law(chance, 0.2 * horizon, horizon), drawn_law(chance, 2, 100)};
    else plan.periodic = OutagePlan::Periodic{Seconds(chance.between(0, 0.3 * horizon)), Seconds(chance.between(0.3, 0.8) * horizon), Seconds(chance.spread(2, 100))};
    if (!site && chance.happens(0.5)) plan.factor = chance.between(0.05, 0.9);
    if (site && chance.happens(0.4)) plan.notice = Seconds(chance.spread(1, 30));
    world.outages.push_back(plan);
  }
}
} // namespace

World disturbed_world(std::uint64_t number) {
  Chance chance(number);
  World world = random_world(chance, number);
  const double step = world.learners.front().step_time.mean.value;
  const double horizon = world.simulation.horizon.amount * (world.simulation.horizon.unit == Horizon::Unit::steps ? step : 1);
  const bool recovers = chance.happens(0.4), reads = chance.happens(0.4), disturbed = chance.happens(0.5);
  // By the clock: a job that begins anew after each loss may never come to its steps.
  if (world.simulation.horizon.unit == Horizon::Unit::steps) {
    world.simulation.horizon = {Horizon::Unit::time, horizon};
    if (world.simulation.warm_up.amount > 0) world.simulation.warm_up = {Horizon::Unit::time, 0.1 * horizon};
  }
  if (recovers && world.failures) add_recovery(chance, world, horizon);
  if (reads) add_data(chance, world, step, horizon);
  if (disturbed) add_disturbances(chance, world, horizon);
  return world;
}

} // namespace archipelago
