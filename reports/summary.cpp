#include "reports/summary.hpp"

#include "reports/forecast_table.hpp"
#include "reports/quantity_text.hpp"
#include "reports/summary_tables.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <vector>

namespace archipelago {

using nlohmann::json;

namespace {

std::string plural(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string quantity_at(const json& document, std::string_view key, std::string_view unit) {
  const auto reading = reading_at(document, key);
  return reading ? quantity_text(reading->value, unit) : "unknown";
}

std::string seed_list(const json& seeds) {
  std::string text;
  for (std::size_t i = 0; i < seeds.size();) {
    std::size_t last = i;   // runs of consecutive seeds read as first-last
    while (last + 1 < seeds.size() && seeds[last + 1].get<std::uint64_t>() == seeds[last].get<std::uint64_t>() + 1) ++last;
    text += fmt::format("{}{}", text.empty() ? "" : ",", seeds[i].get<std::uint64_t>());
    if (last > i) text += fmt::format("-{}", seeds[last].get<std::uint64_t>());
    i = last + 1;
  }
  return text;
}

std::string_view separator(const Terminal& terminal) { return terminal.utf8 ? " · " : " | "; }

std::string what_ran(const json& document, const Terminal& terminal) {
  double accelerators = 0;
  for (const json& learner : document.at("learners"))
    accelerators += reading_at(learner, "accelerators").value_or(FigureReading{}).value;
  const std::string protocol = printable(text_at(document, "scenario.protocol"), terminal);
  std::string text = strong(printable(text_at(document, "scenario.name"), terminal), terminal);
  if (!protocol.empty()) text += fmt::format("{}{}", separator(terminal), protocol);
  if (document.at("learners").empty()) return text;
  return text + fmt::format("{}{}, {} accelerators, {}", separator(terminal), plural(document.at("learners").size(), "learner"),
                            number_text(accelerators, scale_for(accelerators, "accelerators")),
                            plural(document.at("sites").size(), "site"));
}

std::string how_it_ran(const json& document, const Terminal& terminal) {
  const std::string_view dot = separator(terminal);
  const json &seeds = document.at("seeds"), &failed = document.at("failed");
  std::string text = fmt::format("horizon {}", quantity_at(document, "horizon_s", "s"));
  text += seeds.empty() ? fmt::format("{}no seed finished", dot)
                        : fmt::format("{}seed{} {}", dot, seeds.size() > 1 ? "s" : "", seed_list(seeds));
  if (!failed.empty()) text += fmt::format(" ({} of {} failed)", failed.size(), failed.size() + seeds.size());
  const std::string fidelity = text_at(document, "engine.fidelity");
  text += fmt::format("{}{}", dot, fidelity.empty() ? "fidelity unknown" : fidelity);
  if (fidelity == "exact") text += fmt::format(" on SimGrid {}", text_at(document, "engine.simgrid"));
  return text + fmt::format("{}{} of wall time a seed", dot, quantity_at(document, "engine.wall_s", "s"));
}

std::string syncer_line(const json& document, const Terminal& terminal) {
  const auto rounds = reading_at(document, "syncer.rounds");
  if (!rounds || rounds->value == 0) return "syncer: no rounds\n";
  const auto at = [&document](std::string_view key, std::string_view unit) { return quantity_at(document, key, unit); };
  const std::string_view dot = separator(terminal);
  const std::string line = fmt::format(
      "syncer: {}{}{} contribute{}synchronization {} mean, {} p99, {} max{}to quorum {}{}grace {}{}staleness {} mean, {} p99",
      at("syncer.rounds", "rounds"), dot, at("syncer.contributors.mean", "learners"), dot, at("syncer.sync_s.mean", "s"),
      at("syncer.sync_s.p99", "s"), at("syncer.sync_s.max", "s"), dot, at("syncer.quorum_wait_s", "s"), dot,
      at("syncer.grace_s", "s"), dot, at("syncer.staleness_steps.mean", "steps"), at("syncer.staleness_steps.p99", "steps"));
  return wrapped(line, 8, terminal) + '\n';
}

// Nodes that stand by: what they are worth, and what they are not enough for.
std::string spares_lines(const json& document, const Terminal& terminal) {
  std::string text;
  for (const json& pool : document.value("spares", json::array())) {
    const auto at = [&pool](std::string_view key, std::string_view unit) { return quantity_at(pool, key, unit); };
    const std::string line = fmt::format("spares of {}: {} ({} accelerators, beside the learners'), {} idle on average{}places down {} median, {} p95, {} p99{}{} of {} requests waited",
                                         printable(text_at(pool, "name"), terminal), at("spares", "nodes"), at("accelerators", ""), at("idle_mean", ""), separator(terminal),
                                         at("nodes_down.p50", ""), at("nodes_down.p95", ""), at("nodes_down.p99", ""), separator(terminal), at("waited_share", "share"), at("requests", ""));
    text += wrapped(line, 8, terminal) + '\n';
  }
  return text;
}

// Keys with the same need are one line; several of one group ("quality.loss", "quality.valid") read as the group.
std::string unknown_lines(const json& document, const Terminal& terminal) {
  std::vector<std::string> order;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> keys;   // need -> group -> keys
  for (const json& entry : document.at("unknown")) {
    const std::string key = text_at(entry, "key"), needs = text_at(entry, "needs");
    if (!keys.contains(needs)) order.push_back(needs);
    keys[needs][key.substr(0, key.rfind('.'))].push_back(key);
  }
  std::string text;
  for (const std::string& needs : order) {
    std::string names;
    for (const auto& [group, members] : keys[needs])
      names += fmt::format("{}{}", names.empty() ? "" : ", ", members.size() > 1 ? group : members.front());
    text += wrapped(printable(fmt::format("unknown: {} needs {}", names == "*" ? "everything" : names, needs), terminal), 9,
                    terminal) +
            '\n';
  }
  return text;
}

std::string entries(const json& list, std::string_view word, const char* name, const char* reason, Hue hue,
                    const Terminal& terminal) {
  std::string text;
  for (const json& entry : list) {
    const json& named = entry.at(name);
    const std::string what = named.is_string() ? named.get<std::string>() : named.dump();
    const std::string line = printable(fmt::format("{} {}: {}", word, what, text_at(entry, reason)), terminal);
    text += painted(wrapped(line, static_cast<int>(word.size()) + 1, terminal), hue, terminal) + '\n';
  }
  return text;
}

}   // namespace

std::string summary_text(const json& document, const Terminal& terminal) {
  std::string text =
      wrapped(what_ran(document, terminal), 2, terminal) + '\n' + wrapped(how_it_ran(document, terminal), 2, terminal) + '\n';
  if (!document.at("seeds").empty()) {
    text += '\n' + headline_table(document, terminal);
    text += '\n' + share_bars(document, terminal);
    text += '\n' + learner_table(document, terminal);
    if (const std::string predicted = forecast_table(document, terminal); !predicted.empty()) text += '\n' + predicted;
    if (!document.at("links").empty()) text += '\n' + link_table(document, terminal);
    if (const std::string data = data_table(document, terminal); !data.empty()) text += '\n' + data;
    if (const std::string others = background_table(document, terminal); !others.empty()) text += '\n' + others;
    if (const std::string faults = disturbance_table(document, terminal); !faults.empty()) text += '\n' + faults;
    text += '\n' + syncer_line(document, terminal) + spares_lines(document, terminal);
  }
  std::string notes = unknown_lines(document, terminal);
  notes += entries(document.at("flags"), "note:", "key", "reason", Hue::orange, terminal);
  notes += entries(document.at("failed"), "FAILED seed", "seed", "reason", Hue::vermillion, terminal);
  return notes.empty() ? text : text + '\n' + notes;
}

}   // namespace archipelago
