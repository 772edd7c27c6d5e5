#include "models/result_rows.hpp"

#include "models/network/carriers.hpp"

#include <set>

namespace archipelago {

namespace {

const std::string& node_name(const World& world, std::size_t node) {
  return node < world.sites.size() ? world.sites[node].name : world.network.hubs[node - world.sites.size()];
}

std::string joined(const World& world, const std::set<std::size_t>& nodes) {
  std::string text;
  for (const std::size_t node : nodes) {
    if (!text.empty()) text += '+';
    text += node_name(world, node);
  }
  return text;
}

} // namespace

LearnerResult learner_row(const World& world, std::size_t number) {
  const Learner& learner = world.learners[number];
  LearnerResult row;
  row.name = learner.name;
  row.site = world.sites[learner.site].name;
  row.accelerators = learner.accelerators;
  row.predicted = learner.predicted;
  row.step_time_predicted = learner.step_time.predicted;
  return row;
}

LinkResult carrier_row(const World& world, std::size_t carrier, bool forward) {
  const Network& network = world.network;
  std::set<std::size_t> from, to;
  const auto add = [&](const Link& link, bool along) {
    from.insert(link.between[along ? 0 : 1]);
    to.insert(link.between[along ? 1 : 0]);
  };
  if (carrier < network.links.size()) add(network.links[carrier], forward);
  else
    for (const Backbone::Member& member : network.backbones[carrier - network.links.size()].members)
      add(network.links[member.link], member.forward == forward);
  LinkResult row;
  row.name = carrier_name(network, carrier);
  row.from = joined(world, from);
  row.to = joined(world, to);
  return row;
}

} // namespace archipelago
