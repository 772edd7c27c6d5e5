#include "scenarios/build/builders.hpp"
#include "scenarios/build/names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

// What a link end may be called: sites, then hubs, then regions that exactly one site lies in.
struct LinkEnds {
  explicit LinkEnds(const World& world) {
    names = site_names(world);
    sites = names.size();
    names.insert(names.end(), world.network.hubs.begin(), world.network.hubs.end());
    for (std::size_t k = 0; k < world.sites.size(); ++k) {
      const std::string& region = world.sites[k].region;
      if (region.empty()) continue;
      if (const auto [place, fresh] = regions.emplace(region, k); !fresh) place->second = several;
    }
  }
  std::optional<std::size_t> find(const std::string& name) const {
    if (const auto at = std::find(names.begin(), names.end(), name); at != names.end())
      return static_cast<std::size_t>(at - names.begin());
    const auto region = regions.find(name);
    return region != regions.end() && region->second != several ? std::optional(region->second) : std::nullopt;
  }

  bool no_sites() const { return sites == 0; }

  static constexpr std::size_t several = static_cast<std::size_t>(-1);
  std::size_t sites = 0;
  std::vector<std::string> names;
  std::map<std::string, std::size_t> regions;
};

std::optional<OneWayLatency> latency_of(const Part& part) {
  const bool one_way_given = part.has("one_way_latency"), round_trip_given = part.has("round_trip_time");
  if (one_way_given == round_trip_given) {
    part.wrong("", one_way_given ? "both \"one_way_latency\" and \"round_trip_time\"; expected exactly one of them"
                                 : "a latency is missing; expected exactly one of \"one_way_latency\" and \"round_trip_time\"");
    return std::nullopt;
  }
  if (one_way_given) return part.quantity<OneWayLatency>("one_way_latency");
  const auto round_trip_time = part.quantity<RoundTripTime>("round_trip_time");
  return round_trip_time ? std::optional(one_way(*round_trip_time)) : std::nullopt;
}

std::vector<Outage> outages_of(const Part& part) {
  std::vector<Outage> outages;
  for (const Part& item : part.items("outages"))
    outages.push_back({item.quantity<Seconds>("at").value_or(Seconds(0)), item.quantity<Seconds>("for").value_or(Seconds(0)),
                       item.number("factor").value_or(0)});
  std::vector<Outage> ordered = outages;
  std::sort(ordered.begin(), ordered.end(), [](const Outage& a, const Outage& b) { return a.at < b.at; });
  for (std::size_t k = 1; k < ordered.size(); ++k)
    if (ordered[k - 1].at + ordered[k - 1].duration > ordered[k].at)
      part.wrong("outages", "two outages overlap; expected one factor at any time");
  return ordered;
}

bool beyond_loss_limit(const Transport& transport) { return transport.loss > loss_limit(transport.congestion); }

// False where an end is not in this world: an error, but not in a catalogue network, which knows more places than one run uses.
bool build_ends(const Part& part, const LinkEnds& ends, bool from_catalogue, Link& link) {
  const auto names = part.texts("between");
  if (part.has("between") && names.size() != 2) {
    part.wrong("between", fmt::format("found {} ends, expected two sites or hubs", names.size()));
    return false;
  }
  if (names.size() != 2) return false;
  for (std::size_t k = 0; k < 2; ++k) {
    const auto end = ends.find(names[k]);
    if (!end && !from_catalogue && !ends.no_sites()) refer(part, "between", names[k], "site or hub", ends.names);
    if (!end) return false;
    link.between[k] = *end;
  }
  if (link.between[0] == link.between[1]) part.wrong("between", fmt::format("both ends are \"{}\"", names[0]));
  return true;
}

} // namespace

void build_network(const Part& root, bool links_from_catalogue, World& world) {
  const auto found = root.object("network");
  if (!found) return;
  UniqueNames nodes("site or hub"), names("link");
  for (const Site& site : world.sites) nodes.know(site.name);
  for (const Part& hub : found->items("hubs")) {
    if (!hub.raw().is_string()) continue;
    world.network.hubs.push_back(hub.raw().get<std::string>());
    nodes.take(hub, "", world.network.hubs.back());
  }
  const LinkEnds ends(world);
  std::size_t left_out = 0;
  for (const Part& part : found->items("links")) {
    Link link;
    if (!build_ends(part, ends, links_from_catalogue, link)) {
      ++left_out;
      continue;
    }
    const auto given = part.texts("between");
    link.name = part.text("name").value_or(given[0] + "-" + given[1]);
    names.take(part, part.has("name") ? "name" : "between", link.name);
    link.bandwidth = part.quantity<BytesPerSecond>("bandwidth").value_or(BytesPerSecond(0));
    link.latency = latency_of(part).value_or(OneWayLatency(0));
    link.jitter = part.quantity<Seconds>("jitter").value_or(Seconds(0));
    if (link.jitter.value > 0 && link.latency.value <= 0) part.wrong("jitter", "varies a latency of zero; expected a latency above zero with it");
    link.price = part.quantity<DollarsPerByte>("price");
    link.transport = build_transport(part);
    link.outages = outages_of(part);
    link.profile = build_profile(part);
    link.background = build_background_load(part);
    if (const auto source = part.text("source")) part.assume("", "its figures as given", *source);
    if (beyond_loss_limit(link.transport))
      world.flags.push_back({"network", fmt::format("{}: losses of {} % are beyond what its law of TCP holds for (up to {} %).", link.name, 100 * link.transport.loss,
                                                    100 * loss_limit(link.transport.congestion))});
    world.network.links.push_back(std::move(link));
  }
  build_backbones(*found, links_from_catalogue, world);
  build_background(*found, world);
  if (links_from_catalogue && left_out > 0)
    found->assume("links", fmt::format("{} left out", left_out),
                  "the catalogue network reaches places where this scenario has no site");
}

} // namespace archipelago
