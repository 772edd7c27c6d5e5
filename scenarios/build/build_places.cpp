// Outages of sites and links by laws or from a trace, and planned maintenance of sites.
#include "scenarios/build/builders.hpp"
#include "scenarios/build/trace_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace archipelago {

namespace {

std::optional<OutagePlan::Observed> observed_of(const Part& part, TraceKind own) {
  const auto trace = read_trace_file(part, "trace", {own, TraceKind::node_outage, TraceKind::maintenance, TraceKind::site_outage}, own == TraceKind::link_outage ? "outages of links" : "outages of sites");
  const Seconds offset = part.quantity<Seconds>("offset").value_or(Seconds(0));
  if (!trace) return std::nullopt;
  const OutageTrace& outages = *trace->outages();
  const std::int64_t place = part.count("place").value_or(1);
  if (place > outages.nodes) {
    part.wrong("place", fmt::format("{}, but the trace has {} place(s)", place, outages.nodes));
    return std::nullopt;
  }
  if (offset >= outages.horizon) part.wrong("offset", "at or after the end of the trace");
  if (std::any_of(outages.outages.begin(), outages.outages.end(), [](const NodeOutage& outage) { return outage.end == NodeOutage::unknown_end; })) {
    part.wrong("trace", "it has outages without an end; expected one that knows how long they are");
    return std::nullopt;
  }
  const std::string name = std::filesystem::path(*part.text("trace")).filename().string();
  part.assume("trace", fmt::format("{}: place {} of {}, from {:.6g} d on, beginning anew at its end after {:.6g} d", name, place, outages.nodes, offset.value / seconds_per_day, outages.horizon.value / seconds_per_day),
              "the same outages under every seed");
  return OutagePlan::Observed{std::shared_ptr<const OutageTrace>(trace, &outages), name, static_cast<std::uint32_t>(place - 1), offset};
}

// By laws or a trace, whichever is given; nothing where neither can be read.
void read_outages(const Part& part, TraceKind own, OutagePlan plan, World& world) {
  const bool trace = part.has("trace"), laws = part.has("mtbf") || part.has("repair");
  if (trace == laws) return part.wrong("", trace ? "a trace and laws; expected exactly one of \"trace\" and \"mtbf\" with \"repair\"" : "expected \"mtbf\" and \"repair\", or a \"trace\"");
  for (const char* key : {"place", "offset"})
    if (!trace && part.has(key)) part.wrong(key, "says how to look at a trace, and there is no \"trace\"");
  if (trace) {
    plan.observed = observed_of(part, own);
  } else {
    for (const char* key : {"mtbf", "repair"})
      if (!part.has(key)) part.wrong("", fmt::format("\"{}\" is missing: outages by law have \"mtbf\" and \"repair\"", key));
    const auto up = part.object("mtbf"), away = part.object("repair");
    const auto up_law = up ? build_law(*up) : std::nullopt, away_law = away ? build_law(*away) : std::nullopt;
    if (up_law && away_law) plan.laws = OutagePlan::Laws{*up_law, *away_law};
  }
  if (plan.laws || plan.observed) world.outages.push_back(std::move(plan));
}

void read_maintenance(const Part& part, OutagePlan plan, World& world) {
  plan.notice = part.quantity<Seconds>("notice").value_or(Seconds(0));
  if (part.has("trace")) {
    for (const char* key : {"every", "for", "first"})
      if (part.has(key)) part.wrong(key, "a trace has its own dates");
    plan.observed = observed_of(part, TraceKind::maintenance);
  } else {
    for (const char* key : {"place", "offset"})
      if (part.has(key)) part.wrong(key, "says how to look at a trace, and there is no \"trace\"");
    for (const char* key : {"every", "for"})
      if (!part.has(key)) part.wrong("", fmt::format("\"{}\" is missing: maintenance has \"every\" and \"for\", or a \"trace\"", key));
    const auto every = part.quantity<Seconds>("every"), away = part.quantity<Seconds>("for");
    if (every && away && *away >= *every) part.wrong("for", "as long as the time from one to the next, or longer");
    else if (every && away) plan.periodic = OutagePlan::Periodic{part.quantity<Seconds>("first").value_or(*every), *every, *away};
  }
  if (plan.periodic || plan.observed) world.outages.push_back(std::move(plan));
}

} // namespace

void build_places(const Part& root, World& world) {
  const std::vector<Part> sites = root.items("sites");
  for (std::size_t s = 0; s < std::min(sites.size(), world.sites.size()); ++s) {
    OutagePlan plan;
    plan.index = s;
    plan.name = "site " + world.sites[s].name;
    if (const auto part = sites[s].object("outages")) {
      plan.shards_too = part->flag("shards").value_or(false);
      read_outages(*part, TraceKind::site_outage, plan, world);
      plan.shards_too = false;
    }
    plan.name = "maintenance of site " + world.sites[s].name;
    if (const auto part = sites[s].object("maintenance")) read_maintenance(*part, plan, world);
  }
  const auto network = root.object("network");
  if (!network) return;
  for (const Part& item : network->items("links")) {
    const auto part = item.object("outages");
    if (!part) continue;
    const auto given = item.texts("between");
    const std::string name = item.text("name").value_or(given.size() == 2 ? given[0] + "-" + given[1] : "");
    const auto link = std::find_if(world.network.links.begin(), world.network.links.end(), [&](const Link& each) { return each.name == name; });
    if (link == world.network.links.end()) continue;
    OutagePlan plan;
    plan.place = OutagePlan::Place::link;
    plan.index = static_cast<std::size_t>(link - world.network.links.begin());
    plan.name = "link " + name;
    plan.factor = part->number("factor").value_or(0);
    read_outages(*part, TraceKind::link_outage, std::move(plan), world);
  }
  if (!world.outages.empty() && world.simulation.fidelity == Fidelity::closed_form)
    world.flags.push_back({"closed-form", "Outages of sites and links are left out: a closed form knows no dates."});
}

} // namespace archipelago
