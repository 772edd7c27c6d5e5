#include "models/preview/network_loss.hpp"

#include "models/network/ways.hpp"
#include "models/preview/traffic.hpp"

#include <algorithm>
#include <optional>

namespace archipelago {

namespace {

constexpr double same_time = 1e-9;            // relative: rounding, not a longer way

bool has_server(const World& world) {
  return world.protocol.name == ProtocolName::async_local_sgd || world.protocol.name == ProtocolName::hierarchical_local_sgd;
}

// Whether the others go on when learners disappear with their site.
bool shrinks(const World& world) {
  const ProtocolName name = world.protocol.name;
  return name == ProtocolName::elastic_data_parallel || name == ProtocolName::diloco || name == ProtocolName::streaming_diloco || has_server(world);
}

Bytes wire_bytes(const World& world) {
  const ProtocolRules& rules = world.protocol;
  return to_bytes(Bits(world.model.parameters * world.model.traffic_share * rules.bits)) / static_cast<double>(has_server(world) ? 1 : rules.fragments);
}

bool uses(const Traffic& traffic, const std::vector<std::size_t>& links) {
  return std::any_of(links.begin(), links.end(), [&](std::size_t link) { return traffic.link_share[2 * link] > 0 || traffic.link_share[2 * link + 1] > 0; });
}

struct Outcome { double seconds = 0; std::size_t stopped = 0; };   // seconds: of the slowest synchronization that still is possible

// Of a world (perhaps without some learners) with some links down.
Outcome outcome_of(const World& world, const std::vector<std::size_t>& down) {
  Outcome outcome;
  if (world.learners.empty()) return outcome;
  const Topology topology(world.sites.size(), world.network);
  Ways ways(topology, world.network);
  for (const std::size_t link : down) ways.set_down(link, true);
  if (!has_server(world)) {
    const Traffic traffic = round_traffic(world, topology, ways);
    if (uses(traffic, down)) outcome.stopped = world.learners.size();
    else outcome.seconds = traffic.duration(wire_bytes(world)).value;
    return outcome;
  }
  for (const Learner& learner : world.learners) {
    const bool hierarchical = world.protocol.name == ProtocolName::hierarchical_local_sgd;
    const Endpoint own{learner.site}, server{hierarchical ? learner.site : world.protocol.syncer_site, false};
    const Traffic up = flow_traffic(world, ways, own, server), back = flow_traffic(world, ways, server, own);
    if (uses(up, down) || uses(back, down)) ++outcome.stopped;
    else outcome.seconds = std::max(outcome.seconds, (up.duration(wire_bytes(world)) + back.duration(wire_bytes(world))).value);
  }
  return outcome;
}

World without_learners_of(const World& world, std::size_t site) {
  World less = world;
  std::erase_if(less.learners, [site](const Learner& learner) { return learner.site == site; });
  return less;
}

NetworkLoss loss_of(const World& world, NetworkLoss::Kind kind, const std::string& name, const std::vector<std::size_t>& down, std::optional<std::size_t> site,
                    double whole) {
  NetworkLoss loss{kind, name};
  const std::size_t all = world.learners.size();
  const World survivors = site ? without_learners_of(world, *site) : world;
  const std::size_t gone = all - survivors.learners.size();
  const bool server_gone = site && !world.protocol.sharded_syncer && *site == world.protocol.syncer_site && world.protocol.name != ProtocolName::hierarchical_local_sgd;
  const bool goes_on = gone == 0 || (shrinks(world) && gone < all);
  const auto judged = [&](const World& variant) -> Outcome {
    if (!goes_on || server_gone) return {0, all};
    Outcome outcome = outcome_of(variant, down);
    outcome.stopped = outcome.stopped == variant.learners.size() ? all : outcome.stopped + gone;
    return outcome;
  };
  const Outcome outcome = judged(survivors);
  loss.learners_stopped = outcome.stopped;
  if (outcome.stopped < all) loss.stretch = whole > 0 ? outcome.seconds / whole : 1;
  if (outcome.stopped == all) loss.effect = NetworkLoss::Effect::stops;
  else if (outcome.stopped > 0 || loss.stretch > 1 + same_time) loss.effect = NetworkLoss::Effect::slower;
  if (outcome.stopped > gone && world.network.multipath == Multipath::none) {
    World rerouted = survivors;
    rerouted.network.multipath = Multipath::failover;
    const Outcome other = judged(rerouted);
    if (other.stopped < outcome.stopped) loss.with_second_paths = whole > 0 ? std::max(other.seconds / whole, same_time) : 1;
  }
  return loss;
}

} // namespace

double synchronization_seconds(const World& world) { return outcome_of(world, {}).seconds; }

std::vector<NetworkLoss> network_losses(const World& world) {
  const Network& network = world.network;
  const double whole = synchronization_seconds(world);
  std::vector<NetworkLoss> losses;
  const auto add = [&](NetworkLoss::Kind kind, const std::string& name, const std::vector<std::size_t>& down, std::optional<std::size_t> site = std::nullopt) {
    losses.push_back(loss_of(world, kind, name, down, site, whole));
  };
  for (std::size_t l = 0; l < network.links.size(); ++l) add(NetworkLoss::Kind::link, network.links[l].name, {l});
  for (const Backbone& backbone : network.backbones) {
    std::vector<std::size_t> down;
    for (const Backbone::Member& member : backbone.members) down.push_back(member.link);
    add(NetworkLoss::Kind::backbone, backbone.name, down);
  }
  const auto links_at = [&](std::size_t node) {
    std::vector<std::size_t> down;
    for (std::size_t l = 0; l < network.links.size(); ++l)
      if (network.links[l].between[0] == node || network.links[l].between[1] == node) down.push_back(l);
    return down;
  };
  for (std::size_t h = 0; h < network.hubs.size(); ++h) add(NetworkLoss::Kind::hub, network.hubs[h], links_at(world.sites.size() + h));
  for (std::size_t s = 0; s < world.sites.size(); ++s) add(NetworkLoss::Kind::site, world.sites[s].name, links_at(s), s);
  return losses;
}

} // namespace archipelago
