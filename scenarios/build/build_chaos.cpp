// The events of chaos, looked up: who and what each hits, and what the result is to say of it.
#include "scenarios/build/builders.hpp"
#include "scenarios/build/chaos_text.hpp"
#include "scenarios/build/names.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace archipelago {

namespace {

std::vector<std::string> node_names(const World& world) {
  std::vector<std::string> names = site_names(world);
  names.insert(names.end(), world.network.hubs.begin(), world.network.hubs.end());
  return names;
}

template <class Items> std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

// From 1, as names with a count have them; nothing if it is no such number.
std::optional<std::size_t> number_in(std::string_view text, std::size_t count) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > count) return std::nullopt;
  return number - 1;
}

class Lookup {
public:
  Lookup(const World& world, std::vector<ChaosFault>& faults) : world_(world), faults_(faults) {}

  std::optional<ChaosEvent> event(const ChaosText& text) {
    ChaosEvent event{text.text, text.at, text.until, text.factor, {}, {}};
    if (text.kind == "learner") hit_learner(text, event);
    else if (text.kind == "slice") hit_slice(text, event);
    else if (text.kind == "site") hit_site(text, event);
    else if (text.kind == "shard") hit_shard(text, event);
    else if (text.kind == "syncer") hit_syncer(text, event);
    else hit_links(text, event);
    if (event.victims.empty() && event.links.empty() && !event.syncer) return std::nullopt;
    const bool returns = event.links.empty() && world_.failures;
    if (!text.until && !returns && world_.simulation.horizon.unit != Horizon::Unit::time)
      wrong(text.place, fmt::format("\"{}\" has no end, and neither would the run: its horizon is no time; expected an end, such as @2d..50h", text.text));
    return event;
  }

private:
  void wrong(std::size_t place, std::string message, std::string nearest = {}) const {
    faults_.push_back({place, std::move(message), std::move(nearest)});
  }

  std::optional<std::size_t> find(const ChaosText& text, std::string_view name, const std::string& what, const std::vector<std::string>& names) const {
    if (const auto found = std::find(names.begin(), names.end(), name); found != names.end()) return static_cast<std::size_t>(found - names.begin());
    constexpr std::size_t shown = 12;
    const std::vector<std::string> some(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), shown)));
    wrong(text.place, fmt::format("no {} \"{}\"; expected {}{}", what, name, fmt::join(some, ", "), names.size() > shown ? ", ..." : ""), nearest_name(name, names));
    return std::nullopt;
  }

  std::optional<std::size_t> learner(const ChaosText& text, std::string_view name) const {
    const auto names = names_of(world_.learners);
    if (std::find(names.begin(), names.end(), name) == names.end())
      if (const auto number = number_in(name, names.size())) return number;
    return find(text, name, "learner", names);
  }

  void hit_learner(const ChaosText& text, ChaosEvent& event) const {
    if (const auto found = learner(text, text.name)) event.victims.push_back({*found, std::nullopt});
  }

  void hit_slice(const ChaosText& text, ChaosEvent& event) const {
    const auto slash = text.name.rfind('/');
    const auto found = learner(text, std::string_view(text.name).substr(0, slash));
    if (!found) return;
    const auto slices = static_cast<std::size_t>(world_.learners[*found].slices());
    const auto slice = slash == std::string::npos ? std::nullopt : number_in(std::string_view(text.name).substr(slash + 1), slices);
    if (slice) event.victims.push_back({*found, static_cast<std::uint32_t>(*slice)});
    else wrong(text.place, fmt::format("\"{}\" names no slice; expected {}/1 to {}/{}", text.name, world_.learners[*found].name, world_.learners[*found].name, slices));
  }

  void hit_site(const ChaosText& text, ChaosEvent& event) const {
    const auto site = find(text, text.name, "site", site_names(world_));
    if (!site) return;
    for (std::size_t m = 0; m < world_.learners.size(); ++m)
      if (world_.learners[m].site == *site) event.victims.push_back({m, std::nullopt});
    for (std::size_t l = 0; l < world_.network.links.size(); ++l)
      if (const auto& ends = world_.network.links[l].between; ends[0] == *site || ends[1] == *site) event.links.push_back(l);
    if (event.victims.empty() && event.links.empty()) wrong(text.place, fmt::format("site \"{}\" has neither learners nor links", text.name));
  }

  // Each learner of a sharded syncer has a shard beside it; other protocols keep the outer state at one site, or with every learner.
  void hit_shard(const ChaosText& text, ChaosEvent& event) const {
    const bool decoupled = world_.protocol.name == ProtocolName::decoupled_diloco;
    if (decoupled && world_.protocol.sharded_syncer) event.syncer = learner(text, text.name).has_value();
    else if (has_syncer_host()) wrong(text.place, fmt::format("the syncer is not sharded, it stands at a site; expected syncer:{}", syncer_site()));
    else wrong(text.place, fmt::format("{} has no syncer: every learner holds the outer state; expected learner:NAME", to_string(world_.protocol.name)));
  }

  void hit_syncer(const ChaosText& text, ChaosEvent& event) const {
    if (has_syncer_host()) event.syncer = find(text, text.name, "site of the syncer", {syncer_site()}).has_value();
    else if (world_.protocol.name == ProtocolName::decoupled_diloco) wrong(text.place, "the syncer is sharded over the learners; expected shard:NAME of a learner");
    else wrong(text.place, fmt::format("{} has no syncer: every learner holds the outer state; expected learner:NAME", to_string(world_.protocol.name)));
  }

  bool has_syncer_host() const {
    const ProtocolName name = world_.protocol.name;
    return !world_.protocol.sharded_syncer && (name == ProtocolName::decoupled_diloco || name == ProtocolName::async_local_sgd || name == ProtocolName::hierarchical_local_sgd);
  }
  std::string syncer_site() const { return world_.sites.empty() ? "" : world_.sites[world_.protocol.syncer_site].name; }

  void hit_links(const ChaosText& text, ChaosEvent& event) const {
    const auto names = names_of(world_.network.links);
    const auto slash = text.name.find('/');
    if (slash == std::string::npos || std::find(names.begin(), names.end(), text.name) != names.end()) {
      if (const auto link = find(text, text.name, "link", names)) event.links.push_back(*link);
      return;
    }
    const auto a = find(text, std::string_view(text.name).substr(0, slash), "site or hub", node_names(world_));
    const auto b = find(text, std::string_view(text.name).substr(slash + 1), "site or hub", node_names(world_));
    if (!a || !b) return;
    for (std::size_t l = 0; l < world_.network.links.size(); ++l)
      if (const auto& ends = world_.network.links[l].between; (ends[0] == *a && ends[1] == *b) || (ends[0] == *b && ends[1] == *a)) event.links.push_back(l);
    if (event.links.empty()) wrong(text.place, fmt::format("no link joins {} directly; expected one of {}", text.name, fmt::join(names, ", ")));
  }

  const World& world_;
  std::vector<ChaosFault>& faults_;
};

void read_events(const Part& part, const char* key, std::string_view text, World& world) {
  std::vector<ChaosFault> faults;
  const auto events = parse_chaos(text, faults);
  Lookup lookup(world, faults);
  for (const ChaosText& read : events)
    if (auto event = lookup.event(read)) {
      world.flags.push_back({"simulation.chaos", fmt::format("Ordered by the scenario: {}.", event->text)});
      world.chaos.push_back(std::move(*event));
    }
  std::stable_sort(faults.begin(), faults.end(), [](const ChaosFault& a, const ChaosFault& b) { return a.place < b.place; });
  for (const ChaosFault& fault : faults) part.wrong(key, fmt::format("at character {}: {}", fault.place, fault.message), fault.nearest);
}

} // namespace

void build_chaos(const Part& root, World& world) {
  const auto part = root.object("simulation");
  if (!part || !part->has("chaos")) return;
  if (const auto text = part->text("chaos")) read_events(*part, "chaos", *text, world);
  for (const Part& item : part->items("chaos"))
    if (item.raw().is_string() && !item.raw().get_ref<const std::string&>().empty()) read_events(item, "", item.raw().get<std::string>(), world);
  if (world.simulation.fidelity == Fidelity::closed_form)
    part->wrong("chaos", "has no effect at fidelity \"closed-form\", which knows no dates; expected \"exact\"");
}

} // namespace archipelago
