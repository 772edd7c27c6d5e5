// Data protection and residency: what the simulated links carry over the borders between zones.
//
// Parameters and updates are what learners exchange; training data is read at each learner's own site (a result has no other path
// for it), so no border sees any. Bytes of a day = bytes carried / horizon x 86,400 s. Behind a hub it cannot be told to which site bytes
// go on: for a zone with several sites at hubs the figure is an upper bound.
#include "reports/proposal/risks.hpp"

#include "models/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

// By site: given in the scenario, or of its catalogue region.
std::map<std::string, std::string> zones_of(const Source& source) {
  std::map<std::string, std::string> zones;
  const json& document = source.document();
  const json::json_pointer sites("/scenario/document/sites");
  if (document.contains(sites))
    for (const json& site : document.at(sites))
      if (site.is_object() && site.contains("zone")) zones[text_at(site, "name")] = text_at(site, "zone");
  for (const json& entry : document.at("assumptions"))
    if (const std::string key = text_at(entry, "key"); key.starts_with("sites.") && key.ends_with(".zone")) zones.emplace(key.substr(6, key.size() - 11), text_at(entry, "value"));
  return zones;
}

std::string zone_at(const std::map<std::string, std::string>& zones, const std::string& place) {
  const auto found = zones.find(place);
  return found == zones.end() ? std::string() : found->second;
}

Text per_day(const Source& source, const std::vector<std::size_t>& links, bool at_most) {
  const double horizon = source.reading("horizon_s").value_or(FigureReading{1, {}}).value;
  double bytes = 0;
  std::vector<std::string> places{source.place("horizon_s")};
  for (const std::size_t link : links) {
    const std::string key = fmt::format("links.{}.bytes", link);
    bytes += source.reading(key).value_or(FigureReading{}).value;
    places.push_back(source.place(key));
  }
  return {{at_most ? "at most " : ""}, {quantity_text(bytes / horizon * seconds_per_day, "B"), places, "bytes of these links / simulated time x one day"}};
}

// Zones that parameters may not leave, with their places.
std::map<std::string, std::string> kept_inside(const Source& source) {
  std::map<std::string, std::string> rules;
  const std::string at = "/scenario/document/compliance/parameters_stay_in";
  const json::json_pointer pointer(at);
  if (!source.document().contains(pointer)) return rules;
  const json& list = source.document().at(pointer);
  for (std::size_t i = 0; i < list.size(); ++i) rules[list[i].get<std::string>()] = source.place_of(fmt::format("{}/{}", at, i));
  return rules;
}

}   // namespace

std::vector<Border> borders_of(const Source& source) {
  const auto zones = zones_of(source);
  const json& links = source.document().at("links");
  std::map<std::string, std::set<std::string>> at_hubs;        // sites of a zone with a line to a hub
  std::set<std::string> all;
  for (const auto& [site, zone] : zones) all.insert(zone);
  std::map<std::pair<std::string, std::string>, Border> borders;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const std::string from = text_at(links[i], "from"), to = text_at(links[i], "to"), a = zone_at(zones, from), b = zone_at(zones, to);
    if (a == b) continue;
    const bool leaves = !a.empty() && (b.empty() || a < b);
    const std::string& inside = leaves ? a : b.empty() ? a : b;
    const std::string& other = leaves ? b : a;
    std::string outside = other;
    if (other.empty()) {
      for (const std::string& zone : all)
        if (zone != inside) outside += (outside.empty() ? "" : ", ") + zone;
      if (outside.empty()) continue;          // one zone: nothing leaves it
      at_hubs[inside].insert(leaves ? from : to);
    }
    Border& border = borders[{inside, outside}];
    border.inside = inside, border.outside = outside;
    (leaves ? border.out : border.in).push_back(i);
  }
  std::vector<Border> list;
  for (auto& [key, border] : borders) {
    const auto sites = at_hubs.find(border.inside);
    border.at_most = sites != at_hubs.end() && sites->second.size() > 1;
    // What leaves one of two zones enters the other: the row that is exact says it.
    const auto mirrored = std::find_if(list.begin(), list.end(), [&border = border](const Border& one) { return one.inside == border.outside && one.outside == border.inside; });
    if (mirrored == list.end()) list.push_back(std::move(border));
    else if (mirrored->at_most && !border.at_most) *mirrored = std::move(border);
  }
  return list;
}

std::vector<Block> border_blocks(const Evidence& evidence) {
  const Source& source = evidence.result;
  const auto zones = zones_of(source);
  const std::size_t sites = source.document().at("sites").size();
  if (sites < 2) return {};
  if (zones.size() < sites)
    return {Paragraph{{{"Borders: unknown, because the zones of "}, {std::to_string(sites - zones.size()), {source.place_of("/sites")}, "sites without a zone"},
                       {" sites are not given. sites[].zone, or a catalogue region, gives them; this table then has what crosses each border."}}}};
  const std::vector<Border> borders = borders_of(source);
  if (borders.empty()) return {Paragraph{{{"All sites are in one zone: no parameters and no data cross a border."}}}};
  const auto rules = kept_inside(source);
  ProposalTable table{"borders", "What crosses which border", {"border", "parameters and updates out, a day", "in, a day", "training data", "links", "verdict"}, {}, {false, true, true}};
  for (const Border& border : borders) {
    std::set<std::string> names;
    for (const auto* side : {&border.out, &border.in})
      for (const std::size_t link : *side) names.insert(text_at(source.document().at("links")[link], "name"));
    std::string links;
    for (const std::string& name : names) links += (links.empty() ? "" : ", ") + name;
    Text verdict{{rules.empty() ? "no rule given (compliance.parameters_stay_in)" : "allowed by the rules given"}};
    for (const auto& [zone, place] : rules)
      if (zone == border.inside || (", " + border.outside + ",").find(", " + zone + ",") != std::string::npos)
        verdict = {{"against the rule", {}, {}, true}, {": parameters have to stay in "}, {zone, {place}}};
    table.rows.push_back({{{border.inside + " and " + border.outside}}, per_day(source, border.out, border.at_most), per_day(source, border.in, border.at_most),
                          {{"none: read at each learner's own site"}}, {{links}}, std::move(verdict)});
  }
  return {std::move(table), Paragraph{{{"Parameters and their updates are derived from the data: whether that makes them personal or controlled data is for your data protection officer and your export control. "
                                        "No training data is on these links: loaders read at their own site."}}}};
}

}   // namespace archipelago
