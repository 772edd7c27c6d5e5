#include "reports/proposal/further_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace archipelago {

using nlohmann::json;

namespace {

const json& part_of(const Evidence& evidence, const char* key) {
  static const json nothing;
  return evidence.studies && evidence.studies->contains(key) ? evidence.studies->at(key) : nothing;
}

}   // namespace

std::vector<Block> alternative_blocks(const Evidence& evidence) {
  const json& list = part_of(evidence, "alternatives");
  if (!list.is_array())
    return {Paragraph{{{"Alternatives that belong beside these (one synchronous job with checkpoints, elastic data parallel, fewer accelerators for longer) are run and shown by a report without --quick."}}}};
  ProposalTable table{"alternatives-run", "The same world trained otherwise, at fidelity fast with the same seeds", {"", "goodput", "duration to equal loss", "cost to equal loss", "the proposal against it"}, {}, {false, true, true, true, false}};
  const auto add = [&](const std::string& title, const std::string& name, bool itself) {
    const auto run = evidence.run(name);
    if (!run) return table.rows.push_back({{{title}}, {{"not run"}}, {}, {}, {}});
    const auto ours = evidence.run("proposed");
    table.rows.push_back({{{title, {}, {}, itself}}, run->figure("goodput"), run->figure("quality.time_to_equal_loss_s"), run->figure("cost.to_equal_loss_usd"),
                          itself || !ours ? Text{} : difference_text(difference(*ours, *run, "cost.to_equal_loss_usd"), "USD", "cheaper", "dearer")});
  };
  add("As proposed", "proposed", true);
  for (const json& one : list) add(text_at(one, "title") + (text_at(one, "note").empty() ? "" : " (" + text_at(one, "note") + ")"), text_at(one, "run"), false);
  return {std::move(table)};
}

Text better_alternative(const Evidence& evidence) {
  const json& list = part_of(evidence, "alternatives");
  const auto ours = evidence.run("proposed");
  Difference best;
  std::string title;
  if (list.is_array() && ours)
    for (const json& one : list)
      if (const auto run = evidence.run(text_at(one, "run"))) {
        const Difference found = difference(*run, *ours, "cost.to_equal_loss_usd");
        if (found.outcome == DifferenceOutcome::less && (title.empty() || found.mean < best.mean)) best = found, title = text_at(one, "title");
      }
  if (title.empty()) return {};
  Text text{{"Look at first: "}, {title, {}, {}, true}, {", in the same world, is "}};
  for (Span& span : difference_text(best, "USD", "cheaper than what is proposed", "dearer")) text.push_back(std::move(span));
  return text;
}

namespace {

// What it takes to run the pilot and its synchronous counterpart, one after the other.
Text both_trainings(const Source& pilot, const std::optional<Source>& synchronous) {
  Text text{{"Both trainings one after the other take "}};
  for (const auto& [key, unit, after] : {std::tuple{"time_to_target_s", "s", " and cost "}, {"cost.to_target_usd", "USD", ""}}) {
    double sum = 0;
    std::vector<std::string> places;
    for (const Source* one : {&pilot, synchronous ? &*synchronous : nullptr})
      if (const auto value = one ? one->reading(key) : std::nullopt) sum += value->value, places.push_back(one->place(key));
    text.push_back(places.empty() ? Span{"an unknown amount"} : Span{quantity_text(sum, unit), places, "sum of both trainings"});
    text.push_back({after});
  }
  text.push_back({". The weeks that your people need to bring a syncer up and to calibrate afterwards are not simulated: put them into costs.investment.once."});
  return text;
}

}   // namespace

std::vector<Block> pilot_blocks(const Evidence& evidence) {
  const auto pilot = evidence.run("pilot"), synchronous = evidence.run("pilot-synchronous");
  if (!pilot) return {};
  ProposalTable table{"pilot", "What the pilot should show, predicted by running pilot.json", {"measure", "predicted", "go on if", "the same as one synchronous job"}, {}, {false, true, false, true}};
  constexpr double room = 0.05;   // of what is measured: clocks, warm-up
  struct Row { const char *words, *key; bool at_least; };
  for (const Row& row : {Row{"Token rate", "tokens_per_s", true}, Row{"Goodput", "goodput", true}, Row{"Time of a synchronization", "syncer.sync_s.mean", false},
                         Row{"Loss against data parallel", "quality.delta_vs_data_parallel", false}, Row{"Duration of the pilot's training", "time_to_target_s", false},
                         Row{"Cost of the pilot", "cost.to_target_usd", false}}) {
    const auto now = pilot->reading(row.key);
    if (!now) continue;
    const bool of_loss = std::string_view(row.key).starts_with("quality.");
    const double bound = now->value * (of_loss ? 2 : row.at_least ? 1 - room : 1 + room);
    table.rows.push_back({{{row.words}}, pilot->figure(row.key), {{row.at_least ? "at least " : "at most "}, {brief_text(bound, unit_of(row.key)), {pilot->place(row.key)}, of_loss ? "twice what is predicted" : "5 % from what is predicted"}},
                          synchronous ? synchronous->figure(row.key) : Text{{"not run"}}});
  }
  return {std::move(table), Bullets{{{{"Run it: archipelago run pilot.json. The scenario lies beside this document: two learners of one node each with the proposal's protocol, links, failures and prices, on a model of a billion parameters."}},
                                     {{"Measure token rate, synchronization times and losses of both trainings; write them as rows (scenario, result_key, value, unit) and feed them to archipelago calibrate runs: its overlay goes into the proposal with \"extends\"."}},
                                     both_trainings(*pilot, synchronous)}}};
}

Text outage_text(const Evidence& evidence) {
  const json& events = part_of(evidence, "events");
  const auto hit = evidence.run("outage"), calm = evidence.run("proposed");
  if (!events.is_array() || events.empty() || !hit || !calm) return {};
  const json& event = events[0];
  Text text{{text_at(event, "target") + " away for "}, {quantity_text(event.at("to_s").get<double>() - event.at("from_s").get<double>(), "s"), {"runs:/events/0/to_s", "runs:/events/0/from_s"}, "to - from"}, {": goodput "}};
  text.push_back(hit->value("goodput", "share"));
  text.push_back({" instead of "});
  text.push_back(calm->value("goodput", "share"));
  text.push_back({", uptime "});
  text.push_back(hit->value("system_uptime", "share"));
  return text;
}

std::vector<Block> left_out_blocks(const Evidence& evidence) {
  const json& list = part_of(evidence, "left_out");
  if (!list.is_array() || list.empty()) return {};
  std::map<std::string, std::string> by_reason;
  for (const json& one : list) by_reason[text_at(one, "reason")] += (by_reason[text_at(one, "reason")].empty() ? "" : ", ") + text_at(one, "run");
  Bullets bullets;
  for (const auto& [reason, runs] : by_reason) bullets.items.push_back({{"Not run: " + runs + ": " + reason}});
  return {std::move(bullets)};
}

}   // namespace archipelago
