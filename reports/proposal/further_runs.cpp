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

struct Words { std::string title, less, more; };
Words words_of(const std::string& figure) {
  if (figure == "cost.to_equal_loss_usd") return {"Cost of the training, to equal loss", "cheaper", "dearer"};
  if (figure.starts_with("cost.")) return {"Cost of a million effective tokens", "cheaper", "dearer"};
  return {figure == "time_to_target_s" ? "Duration, to equal tokens" : "Duration, to equal loss", "sooner", "later"};
}

// The proposed side's figure, or what it is more than the other side's, at one value of a knob.
Text outcome_at(const Evidence& evidence, const json& end, const std::string& figure) {
  const auto ours = evidence.run(text_at(end, "proposed")), theirs = evidence.run(text_at(end, "today"));
  if (!ours || (!text_at(end, "today").empty() && !theirs)) return {{"not run"}};
  if (!theirs) return ours->figure(figure);
  const Words words = words_of(figure);
  return difference_text(difference(*ours, *theirs, figure), unit_of(figure), words.less, words.more);
}

Text short_outcome(const Evidence& evidence, const json& cell, const std::string& figure) {
  if (!cell.is_object()) return {{"not possible"}};
  const auto ours = evidence.run(text_at(cell, "proposed")), theirs = evidence.run(text_at(cell, "today"));
  if (!ours || !theirs) return {{"not run"}};
  const Difference found = difference(*ours, *theirs, figure);
  if (found.outcome == Outcome::unknown) return {{"unknown"}};
  if (found.outcome == Outcome::no_difference) return {{"no difference", found.sources, "difference of paired seeds: its 90 % interval includes zero"}};
  const Words words = words_of(figure);
  return {{fmt::format("{:.1f} % {}", 100 * std::abs(found.relative), found.mean < 0 ? words.less : words.more), found.sources, "mean of the differences of paired seeds, over the other side's mean"}};
}

Text value_text(const json& end, const std::string& place) { return {{text_at(end, "value"), {"runs:" + place + "/value"}}}; }

std::string figure_of(const Evidence& evidence) { return evidence.studies ? text_at(*evidence.studies, "figure") : std::string(); }

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
        if (found.outcome == Outcome::less && (title.empty() || found.mean < best.mean)) best = found, title = text_at(one, "title");
      }
  if (title.empty()) return {};
  Text text{{"Look at first: "}, {title, {}, {}, true}, {", in the same world, is "}};
  for (Span& span : difference_text(best, "USD", "cheaper than what is proposed", "dearer")) text.push_back(std::move(span));
  return text;
}

std::vector<Block> tornado_blocks(const Evidence& evidence) {
  const json& list = part_of(evidence, "tornado");
  const std::string figure = figure_of(evidence);
  if (!list.is_array() || list.empty() || figure.empty()) return {};
  const bool compared = evidence.studies->value("compared", false);
  struct Bar { double width; std::vector<Text> cells; };
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < list.size(); ++i) {
    Bar bar{0, {{{text_at(list[i], "title")}}}};
    std::vector<double> means;
    for (const char* end : {"low", "high"}) {
      if (!list[i].contains(end)) {
        bar.cells.push_back({{"not possible"}}), bar.cells.push_back({});
        continue;
      }
      const json& at = list[i].at(end);
      bar.cells.push_back(value_text(at, fmt::format("/tornado/{}/{}", i, end)));
      bar.cells.push_back(outcome_at(evidence, at, figure));
      const auto ours = evidence.run(text_at(at, "proposed")), theirs = evidence.run(text_at(at, "today"));
      if (ours && theirs) means.push_back(difference(*ours, *theirs, figure).mean);
      else if (ours) means.push_back(ours->reading(figure).value_or(FigureReading{}).value);
    }
    if (means.size() == 2) bar.width = std::abs(means[1] - means[0]);
    bars.push_back(std::move(bar));
  }
  std::stable_sort(bars.begin(), bars.end(), [](const Bar& a, const Bar& b) { return a.width > b.width; });
  ProposalTable table{"tornado", fmt::format("{}: one thing turned at a time, what matters most first", words_of(figure).title),
                      {"what", "low", compared ? "then the proposal is" : "then", "high", compared ? "then the proposal is " : "then "}, {}, {}};
  for (Bar& bar : bars) table.rows.push_back(std::move(bar.cells));
  return {std::move(table), Paragraph{{{compared ? "Failures, network and spot windows are turned on both sides, prices and pace on the proposed side alone; every end was run with the same seeds."
                                                 : "Every end was run with the same seeds."}}}};
}

std::vector<Block> break_even_blocks(const Evidence& evidence) {
  const json& list = part_of(evidence, "break_even");
  const std::string figure = figure_of(evidence);
  if (!list.is_array() || list.empty()) return {};
  ProposalTable table{"break-even-searched", "Break-even values found by search: the proposal as it was run at the two values around each", {"what", "from", "there the proposal is", "to", "there the proposal is "}, {}, {}};
  bool none = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::vector<Text> cells{{{text_at(list[i], "title") + (!list[i].value("found", false) ? ": no break-even in the range" : list[i].value("finished", true) ? "" : ": between these; the time was over before the search was")}}};
    none = none || !list[i].value("found", false);
    for (const char* end : {"from", "to"}) {
      cells.push_back(value_text(list[i].at(end), fmt::format("/break_even/{}/{}", i, end)));
      cells.push_back(outcome_at(evidence, list[i].at(end), figure));
    }
    table.rows.push_back(std::move(cells));
  }
  std::vector<Block> blocks{std::move(table)};
  if (none) blocks.push_back(Paragraph{{{"Without a break-even the two values are the ends of the range that was searched."}}});
  return blocks;
}

std::vector<Block> map_blocks(const Evidence& evidence) {
  const json& map = part_of(evidence, "map");
  const std::string figure = figure_of(evidence);
  if (!map.is_object()) return {};
  ProposalTable table{"map", "The proposal against the other side: how often an accelerator fails (down) and how large the job is (across, accelerators)", {"time between failures"}, {}, {false}};
  for (const json& column : map.at("columns")) table.columns.push_back(number_text(column.at("accelerators").get<double>(), {1, 0, {}})), table.numeric.push_back(true);
  for (std::size_t r = 0; r < map.at("rows").size(); ++r) {
    std::vector<Text> cells{value_text(map.at("rows")[r], fmt::format("/map/rows/{}", r))};
    for (const json& cell : map.at("cells")[r]) cells.push_back(short_outcome(evidence, cell, figure));
    table.rows.push_back(std::move(cells));
  }
  return {std::move(table), Paragraph{{{"A larger or smaller job keeps the work of each accelerator: tokens of a step grow with the accelerators."}}}};
}

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
                                     {{"Its duration is that of both trainings above, one after the other, besides the weeks that your people need to bring a syncer up and to calibrate afterwards: these are not simulated."}}}}};
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
