#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

std::vector<std::string> link_names(const World& world) {
  std::vector<std::string> names;
  for (const Link& link : world.network.links) names.push_back(link.name);
  return names;
}

// A link that a catalogue network has and this run does not use is no error.
void add_links(const Part& part, bool from_catalogue, const World& world, Backbone& backbone) {
  const auto names = link_names(world);
  for (const Part& item : part.items("links")) {
    if (!item.raw().is_string()) continue;
    const auto name = item.raw().get<std::string>();
    const auto place = std::find(names.begin(), names.end(), name);
    if (place == names.end() && from_catalogue) continue;
    const auto link = refer(item, "", name, "link", names);
    if (!link) continue;
    if (std::any_of(backbone.members.begin(), backbone.members.end(), [&](const auto& member) { return member.link == *link; }))
      item.wrong("", fmt::format("link \"{}\" a second time", name));
    backbone.members.push_back({*link, true});
  }
  if (part.is_empty_list("links")) part.wrong("links", "expected the links that share it");
}

void add_links_of_site(const Part& part, const std::string& name, const World& world, Backbone& backbone) {
  auto nodes = site_names(world);
  nodes.insert(nodes.end(), world.network.hubs.begin(), world.network.hubs.end());
  const auto node = refer(part, "site", name, "site or hub", nodes);
  if (!node) return;
  for (std::size_t l = 0; l < world.network.links.size(); ++l) {
    const auto& ends = world.network.links[l].between;
    if (ends[0] == *node || ends[1] == *node) backbone.members.push_back({l, ends[0] == *node});
  }
  if (backbone.members.empty()) part.wrong("site", fmt::format("no link ends at \"{}\"", name));
}

} // namespace

void build_backbones(const Part& network, bool links_from_catalogue, World& world) {
  UniqueNames names("link or backbone");
  for (const Link& link : world.network.links) names.know(link.name);
  for (const Part& part : network.items("backbones")) {
    Backbone backbone;
    backbone.name = part.text("name").value_or("");
    names.take(part, "name", backbone.name);
    backbone.bandwidth = part.quantity<BytesPerSecond>("bandwidth").value_or(BytesPerSecond(1));
    if (part.has("links") == part.has("site")) part.wrong("", "expected exactly one of \"links\" and \"site\"");
    if (part.has("links")) add_links(part, links_from_catalogue, world, backbone);
    else if (const auto site = part.text("site")) add_links_of_site(part, *site, world, backbone);
    backbone.profile = build_profile(part);
    backbone.background = build_background_load(part);
    world.network.backbones.push_back(std::move(backbone));
  }
  const std::string multipath = network.text("multipath").value_or("none");
  world.network.multipath = multipath == "failover" ? Multipath::failover : multipath == "split" ? Multipath::split : Multipath::none;
  if (world.network.multipath != Multipath::none) world.network.failover_delay = network.quantity<Seconds>("failover_delay").value_or(Seconds(0));
  else if (network.has("failover_delay")) network.wrong("failover_delay", "has no effect without \"multipath\": \"failover\" or \"split\"");
}

} // namespace archipelago
