#include "models/preview/server_time.hpp"

#include "models/network/carriers.hpp"
#include "models/preview/disruption.hpp"

#include <algorithm>

namespace archipelago {

namespace {

struct Legs { Traffic up, down; };

Legs legs_of(const World& world, const Topology& topology, std::size_t learner) {
  const bool hierarchical = world.protocol.name == ProtocolName::hierarchical_local_sgd;
  const Endpoint own{world.learners[learner].site};
  const Endpoint server{hierarchical ? own.site : world.protocol.syncer_site, false};
  return {flow_traffic(world, topology, own, server), flow_traffic(world, topology, server, own)};
}

void add_links(std::vector<double>& bytes_per_second, const Traffic& traffic, double rate) {
  for (std::size_t d = 0; d < bytes_per_second.size(); ++d) bytes_per_second[d] += rate * traffic.link_share[d];
}

// Learners' shares of time on each link direction; a leg's duration among the others'.
class SharedLinks {
public:
  SharedLinks(const World& world, Bytes model) : world_(world), model_(model), busy_(2 * world.network.carriers(), 0.0) {}

  Seconds duration(const Traffic& leg, double own_share) const {
    Seconds longest = leg.duration(model_);
    for (std::size_t d = 0; d < busy_.size(); ++d) {
      const Seconds alone = model_ * leg.link_share[d] / carrier_capacity(world_.network, d / 2);
      if (leg.link_share[d] > 0) longest = std::max(longest, leg.fixed + alone * (1 + busy_[d] - own_share));
    }
    return longest;
  }
  void occupy(const Traffic& leg, double share) {
    for (std::size_t d = 0; d < busy_.size(); ++d)
      if (leg.link_share[d] > 0) busy_[d] += share;
  }

private:
  const World& world_;
  Bytes model_;
  std::vector<double> busy_;
};

struct Cycle { Seconds steps, up, down; Seconds total(Seconds held) const { return steps + up + down + held; } };

std::vector<Cycle> cycles_of(const World& world, const std::vector<Legs>& legs, Bytes model, Seconds held) {
  constexpr int repetitions = 20;
  std::vector<Cycle> cycles;
  for (std::size_t m = 0; m < legs.size(); ++m)
    cycles.push_back({world.learners[m].step_time.mean * world.protocol.sync_interval, legs[m].up.duration(model),
                      legs[m].down.duration(model)});
  for (int k = 0; k < repetitions; ++k) {
    SharedLinks links(world, model);
    for (std::size_t m = 0; m < legs.size(); ++m) {
      links.occupy(legs[m].up, cycles[m].up / cycles[m].total(held));
      links.occupy(legs[m].down, cycles[m].down / cycles[m].total(held));
    }
    for (std::size_t m = 0; m < legs.size(); ++m) {
      const Seconds total = cycles[m].total(held);
      cycles[m].up = (cycles[m].up + links.duration(legs[m].up, cycles[m].up / total)) / 2;   // damped
      cycles[m].down = (cycles[m].down + links.duration(legs[m].down, cycles[m].down / total)) / 2;
    }
  }
  return cycles;
}

void add_global_exchanges(const World& world, const Topology& topology, Bytes model, RunTimes& run) {
  std::vector<double> arrivals(world.sites.size(), 0.0);
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Learner& learner = world.learners[m];
    arrivals[learner.site] += 1 / (learner.step_time.mean.value * run.learners[m].total() * world.protocol.sync_interval);
  }
  for (std::size_t site = 0; site < world.sites.size(); ++site) {
    const double rate = model.value * arrivals[site] / world.protocol.accumulations;
    const Endpoint here{site, false}, global{world.protocol.syncer_site, false};
    if (rate <= 0 || site == global.site) continue;
    add_links(run.link_bytes_per_second, flow_traffic(world, topology, here, global), rate);
    add_links(run.link_bytes_per_second, flow_traffic(world, topology, global, here), rate);
  }
}

} // namespace

void add_server_times(const World& world, const Topology& topology, RunTimes& run) {
  const ProtocolRules& rules = world.protocol;
  const Bytes model = to_bytes(Bits(world.model.parameters * world.model.traffic_share * rules.bits));
  const Bytes copy(world.model.parameters * bytes_per_value(world.model.precision));
  const double learners = static_cast<double>(world.learners.size());
  Seconds mean_step;
  for (const Learner& learner : world.learners) mean_step += learner.step_time.mean / learners;
  const bool holds_arrivals = rules.grace && rules.name == ProtocolName::async_local_sgd;
  const Seconds held = holds_arrivals ? mean_step * rules.grace->cap : Seconds(0);

  std::vector<Legs> legs;
  for (std::size_t m = 0; m < world.learners.size(); ++m) legs.push_back(legs_of(world, topology, m));
  const auto cycles = cycles_of(world, legs, model, held + rules.sync_overhead);
  run.link_bytes_per_second.assign(2 * world.network.carriers(), 0.0);
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const Seconds steps = cycles[m].steps, moving = cycles[m].up + cycles[m].down + rules.sync_overhead;
    LearnerTime& time = run.learners[m];
    const Disruption disruption =
        learner_disruption(world, m, (steps + moving + held) / steps, {legs[m].down.duration(copy), true});
    time.spent = disruption.pauses;
    time.tokens_kept = 1 - disruption.missing;
    time.losses = disruption.losses;
    of(time, TimeClass::compute) = 1 - disruption.missing;
    of(time, TimeClass::degraded) = disruption.missing;
    of(time, TimeClass::quorum_wait) = held / steps;
    of(time, TimeClass::exposed_communication) = moving / steps;
    const double exchanges_per_second = 1 / (steps.value * time.total());
    run.rounds_per_second += exchanges_per_second;
    add_links(run.link_bytes_per_second, legs[m].up, model.value * exchanges_per_second);
    add_links(run.link_bytes_per_second, legs[m].down, model.value * exchanges_per_second);
    run.synchronization.sync += (moving + held) / learners;
    run.synchronization.longest = std::max(run.synchronization.longest, moving + held);
  }
  run.contributors = 1;
  if (rules.name == ProtocolName::hierarchical_local_sgd) add_global_exchanges(world, topology, model, run);
}

} // namespace archipelago
