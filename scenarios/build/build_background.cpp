#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

std::optional<std::size_t> site_of(const Part& part, const char* key, const World& world) {
  const auto name = part.text(key);
  return name ? refer(part, key, *name, "site", site_names(world)) : std::nullopt;
}

BackgroundFlows build_flows(const Part& part, const World& world) {
  BackgroundFlows flows;
  flows.name = part.text("name").value_or("");
  const auto from = site_of(part, "from", world), to = site_of(part, "to", world);
  if (from && to && *from == *to) part.wrong("to", "is where it comes from; expected another site");
  flows.from = from.value_or(0);
  flows.to = to.value_or(0);
  flows.both_ways = part.flag("both_ways").value_or(false);
  flows.flows = static_cast<int>(part.count("flows").value_or(1));
  flows.size = part.quantity<Bytes>("size");
  if (!flows.size) {
    if (!part.has("size")) part.assume("size", "they never end", "not given");
    for (const char* key : {"size_cv", "gap"})
      if (part.has(key)) part.wrong(key, "has no effect on transfers without a size, which never end");
    return flows;
  }
  flows.size_cv = part.number("size_cv").value_or(0);
  if (const auto gap = part.object("gap")) flows.gap = build_law(*gap);
  else if (!part.has("gap")) part.assume("gap", "none", "not given: one transfer follows the other");
  return flows;
}

Neighbour build_neighbour(const Part& part, const World& world) {
  Neighbour job;
  job.name = part.text("name").value_or("");
  for (const Part& item : part.items("sites")) {
    if (!item.raw().is_string()) continue;
    const auto site = refer(item, "", item.raw().get<std::string>(), "site", site_names(world));
    if (!site) continue;
    if (std::find(job.sites.begin(), job.sites.end(), *site) != job.sites.end()) item.wrong("", "a site a second time in one ring");
    job.sites.push_back(*site);
  }
  if (part.has("sites") && part.items("sites").size() < 2) part.wrong("sites", "expected two sites or more");
  job.bytes = part.quantity<Bytes>("bytes").value_or(Bytes(1));
  job.interval = part.quantity<Seconds>("interval").value_or(Seconds(1));
  job.first = part.quantity<Seconds>("first").value_or(Seconds(0));
  job.blocking = part.flag("blocking").value_or(false);
  return job;
}

} // namespace

void build_background(const Part& network, World& world) {
  UniqueNames names("source of background traffic");
  for (const Part& part : network.items("background_flows")) {
    world.background_flows.push_back(build_flows(part, world));
    names.take(part, "name", world.background_flows.back().name);
  }
  for (const Part& part : network.items("neighbours")) {
    world.neighbours.push_back(build_neighbour(part, world));
    names.take(part, "name", world.neighbours.back().name);
  }
}

} // namespace archipelago
