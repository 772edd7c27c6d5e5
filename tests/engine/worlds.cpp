#include "tests/engine/worlds.hpp"

#include "sim/engine/exact.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/format.h>

#include <cstring>
#include <sstream>

namespace archipelago {

namespace {
Figures figures_of(const Result& result) {
  Figures figures{};
  figures.goodput = result.goodput;
  figures.uptime = result.system_uptime;
  figures.utilization = result.compute_utilization;
  figures.horizon = result.horizon_s;
  figures.tokens = result.tokens;
  figures.sync_mean = result.syncer.sync_mean_s;
  figures.sync_max = result.syncer.sync_max_s;
  figures.contributors = result.syncer.contributors_mean;
  figures.staleness = result.syncer.staleness_mean_steps;
  figures.steps = result.steps;
  figures.rounds = result.outer_steps;
  figures.fingerprint = result.fingerprint;
  figures.shares = result.time_shares;
  for (std::size_t i = 0; i < result.links.size() && i < figures.link_bytes.size(); ++i) figures.link_bytes[i] = result.links[i].bytes;
  for (std::size_t m = 0; m < result.learners.size() && m < figures.learner_steps.size(); ++m)
    figures.learner_steps[m] = static_cast<double>(result.learners[m].steps);
  const auto& histogram = result.syncer.contributors_histogram;
  for (std::size_t k = 0; k < histogram.size() && k < figures.contributors_share.size() && result.outer_steps > 0; ++k)
    figures.contributors_share[k] = static_cast<double>(histogram[k]) / static_cast<double>(result.outer_steps);
  if (!result.spares.empty()) {
    figures.spares_idle = result.spares[0].idle_mean;
    figures.spares_waited = result.spares[0].waited_share;
    figures.places_down = result.spares[0].down_mean;
    figures.spares_requests = result.spares[0].requests;
  }
  return figures;
}

Learner learner(const std::string& name, std::size_t site, double step_s) {
  Learner made;
  made.name = name;
  made.site = site;
  made.accelerator.name = "test";
  made.accelerator.peak_bf16 = FlopsPerSecond(1e15);
  made.accelerators = 64;
  made.slice_size = 8;
  made.step_time.mean = Seconds(step_s);
  made.step_time.source = "given";
  return made;
}

void set_protocol(World& world, ProtocolName name) {
  ProtocolRules& rules = world.protocol;
  rules.name = name;
  const auto all = static_cast<int>(world.learners.size());
  switch (name) {
  case ProtocolName::decoupled_diloco: rules.grace = Grace{}; break;
  case ProtocolName::streaming_diloco: rules.quorum = all; rules.fragments = 8; rules.sync_interval = 40; rules.overlap = 1; break;
  case ProtocolName::diloco: rules.quorum = all; rules.fragments = 1; rules.sync_interval = 20; rules.overlap = 0; rules.bits = 16; break;
  case ProtocolName::data_parallel:
  case ProtocolName::elastic_data_parallel:
    rules.quorum = all; rules.fragments = 1; rules.sync_interval = 1; rules.overlap = 0; rules.bits = 16; break;
  case ProtocolName::async_local_sgd:
  case ProtocolName::hierarchical_local_sgd:
    rules.fragments = 1; rules.sync_interval = 20; rules.bits = 16; rules.sharded_syncer = false; rules.accumulations = 4; break;
  }
}

World base_world() {
  World world;
  world.name = "test";
  world.model.parameters = 1e9;
  world.model.layers = 24;
  world.training.tokens_per_step = 1000;
  world.training.sequence_length = 1000;
  world.failures_known = world.checkpoints_known = Known::none;
  return world;
}
} // namespace

World star_world(const StarWan& wan, double step_s, ProtocolName protocol) {
  World world = base_world();
  world.network.hubs = {"hub"};
  for (int s = 0; s < wan.sites; ++s) {
    Site site;
    site.name = "s" + std::to_string(s);
    world.sites.push_back(site);
    Link link;
    link.name = site.name + "-wan";
    link.between = {static_cast<std::size_t>(s), static_cast<std::size_t>(wan.sites)};
    link.bandwidth = to_bytes(BitsPerSecond(wan.gigabits * 1e9));
    link.latency = OneWayLatency(wan.one_way_ms / 1e3);
    world.network.links.push_back(link);
    world.learners.push_back(learner("l" + std::to_string(s), static_cast<std::size_t>(s), step_s));
  }
  set_protocol(world, protocol);
  return world;
}

World one_site_world(int learners, double step_s, ProtocolName protocol) {
  World world = base_world();
  Site site;
  site.name = "here";
  world.sites.push_back(site);
  for (int m = 0; m < learners; ++m) world.learners.push_back(learner("l" + std::to_string(m), 0, step_s));
  set_protocol(world, protocol);
  return world;
}

void run_steps(World& world, double steps, double warm_up) {
  world.simulation.horizon = {Horizon::Unit::steps, steps};
  world.simulation.warm_up = {Horizon::Unit::steps, warm_up};
}

void run_time(World& world, double seconds) { world.simulation.horizon = {Horizon::Unit::time, seconds}; }

Figures play(const World& world, std::uint64_t seed) {
  return isolated_value([&] { return figures_of(run_exact(world, seed)); });
}

namespace {
// A tape as plain numbers, to cross from the process that recorded it.
std::string pack(const Tape& tape) {
  std::ostringstream out;
  out << tape.seed << ' ' << tape.rounds.size() << ' ' << tape.failures.size();
  for (const TapeRound& round : tape.rounds) {
    out << ' ' << round.syncer_step << ' ' << fmt::format("{:.17g}", round.launched_s) << ' ' << round.contributors.size();
    for (auto m : round.contributors) out << ' ' << m;
  }
  for (const TapeFailure& failure : tape.failures) {
    out << ' ' << failure.learner << ' ' << failure.step << ' ' << failure.slices.size();
    for (std::size_t i = 0; i < failure.slices.size(); ++i)
      out << ' ' << failure.slices[i] << ' ' << fmt::format("{:.17g}", failure.return_delays_s[i]);
  }
  return out.str();
}

Tape unpack(const std::string& text) {
  std::istringstream in(text);
  Tape tape;
  std::size_t rounds = 0, failures = 0, count = 0;
  in >> tape.seed >> rounds >> failures;
  tape.rounds.resize(rounds);
  tape.failures.resize(failures);
  for (TapeRound& round : tape.rounds) {
    in >> round.syncer_step >> round.launched_s >> count;
    round.contributors.resize(count);
    for (auto& m : round.contributors) in >> m;
  }
  for (TapeFailure& failure : tape.failures) {
    in >> failure.learner >> failure.step >> count;
    failure.slices.resize(count);
    failure.return_delays_s.resize(count);
    for (std::size_t i = 0; i < count; ++i) in >> failure.slices[i] >> failure.return_delays_s[i];
  }
  return tape;
}
} // namespace

TapePair record_and_replay(const World& world, std::uint64_t seed) {
  TapePair pair{};
  const std::string recorded = isolated([&] {
    Tape tape;
    ExactOptions options;
    options.record = &tape;
    const Figures figures = figures_of(run_exact(world, seed, options));
    return std::string(reinterpret_cast<const char*>(&figures), sizeof figures) + pack(tape);
  });
  std::memcpy(&pair.recorded, recorded.data(), sizeof pair.recorded);
  const Tape tape = unpack(recorded.substr(sizeof pair.recorded));
  pair.replayed = isolated_value([&] {
    ExactOptions options;
    options.replay = &tape;
    return figures_of(run_exact(world, seed, options));
  });
  return pair;
}

} // namespace archipelago
