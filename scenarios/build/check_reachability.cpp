#include "scenarios/build/builders.hpp"

#include <fmt/format.h>

#include <numeric>

namespace archipelago {

namespace {

// Nodes joined by links, as disjoint sets.
class Islands {
public:
  explicit Islands(std::size_t nodes) : leader_(nodes) { std::iota(leader_.begin(), leader_.end(), std::size_t{0}); }
  std::size_t of(std::size_t node) {
    while (leader_[node] != node) node = leader_[node] = leader_[leader_[node]];
    return node;
  }
  void join(std::size_t a, std::size_t b) { leader_[of(a)] = of(b); }

private:
  std::vector<std::size_t> leader_;
};

std::vector<std::size_t> sites_in_use(const World& world) {
  std::vector<char> used(world.sites.size(), 0);
  for (const Learner& learner : world.learners) used[learner.site] = 1;
  if (!world.protocol.sharded_syncer && world.protocol.syncer_site < used.size()) used[world.protocol.syncer_site] = 1;
  for (const BackgroundFlows& flows : world.background_flows) used[flows.from] = used[flows.to] = 1;
  for (const Neighbour& job : world.neighbours)
    for (const std::size_t site : job.sites) used[site] = 1;
  std::vector<std::size_t> sites;
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k]) sites.push_back(k);
  return sites;
}

} // namespace

void check_reachability(const Part& root, const World& world, bool links_left_out) {
  if (world.sites.empty() || world.learners.empty()) return;
  const auto sites = sites_in_use(world);
  if (sites.size() < 2) return;
  if (!root.has("network")) {
    root.wrong("", fmt::format("\"network\" is missing: learners and syncer are at {} sites; expected links between them",
                               sites.size()));
    return;
  }
  const auto network = root.object("network");
  const bool complete = network && (world.network.links.size() == network->items("links").size() || links_left_out);
  if (!complete) return;   // a link that could not be read might be the missing one
  Islands islands(world.sites.size() + world.network.hubs.size());
  for (const Link& link : world.network.links) islands.join(link.between[0], link.between[1]);
  for (const std::size_t site : sites)
    if (islands.of(site) != islands.of(sites.front()))
      root.wrong("network", fmt::format("no route from site \"{}\" to site \"{}\"", world.sites[sites.front()].name,
                                        world.sites[site].name));
}

} // namespace archipelago
