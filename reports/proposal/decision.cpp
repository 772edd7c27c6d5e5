// What is proposed, what it saves or costs, and what would flip the decision; the question and its alternatives.
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

// Where both sides know what a training to equal loss takes, that is compared; else what a token is worth.
struct DecidingFigure { const char* key; const char* words; };
DecidingFigure cost_measure(const Evidence& evidence) {
  const bool whole = evidence.result.reading("cost.to_equal_loss_usd") && evidence.baseline->reading("cost.to_equal_loss_usd");
  return whole ? DecidingFigure{"cost.to_equal_loss_usd", "Cost of the training, to equal loss: "}
               : DecidingFigure{"cost.per_million_effective_tokens_usd", "Cost of a million effective tokens: "};
}
DecidingFigure time_measure(const Evidence& evidence) {
  const bool whole = evidence.result.reading("quality.time_to_equal_loss_s") && evidence.baseline->reading("quality.time_to_equal_loss_s");
  return whole ? DecidingFigure{"quality.time_to_equal_loss_s", "Duration, to equal loss: "} : DecidingFigure{"time_to_target_s", "Duration, to equal tokens: "};
}

Text led_by(std::string_view words, Text text) {
  text.insert(text.begin(), Span{std::string(words)});
  return text;
}

// Both sides cost the same at this token efficiency: cost to equal loss is in proportion to 1 / efficiency.
Text flip(const Evidence& evidence) {
  const auto ours = evidence.result.reading("cost.per_million_tokens_usd"), theirs = evidence.baseline->reading("cost.per_million_effective_tokens_usd");
  const auto efficiency = evidence.result.reading("quality.token_efficiency");
  if (!ours || !theirs || !efficiency || theirs->value <= 0) return {};
  const double even = ours->value / theirs->value;
  const std::vector<std::string> places{evidence.result.place("cost.per_million_tokens_usd"), evidence.baseline->place("cost.per_million_effective_tokens_usd")};
  const Span at{quantity_text(even, "share"), places, "cost of a token here / cost of an effective token of the baseline"};
  const Span now = evidence.result.value("quality.token_efficiency", "share");
  if (even >= 1) return {{"What would flip it: a token costs no less than one of the baseline ("}, at, {" of it), so no token efficiency alone would."}};
  return {{"What would flip it: costs are even at a token efficiency of "}, at, {"; the laws give "}, now, {". The pilot has to show that it is above."}};
}

std::string printable(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

// As written in the scenario, else the default that was used; and its place.
std::pair<std::string, std::string> setting(const json& document, const char* key) {
  const std::string at = std::string("/scenario/document/protocol/") + key;
  if (document.contains(json::json_pointer(at))) return {printable(document.at(json::json_pointer(at))), at};
  const json& defaults = document.at("assumptions");
  for (std::size_t i = 0; i < defaults.size(); ++i)
    if (text_at(defaults[i], "key") == std::string("protocol.") + key) return {printable(defaults[i].at("value")), fmt::format("/assumptions/{}/value", i)};
  return {};
}

Text configuration(const Evidence& evidence) {
  const json& document = evidence.result.document();
  const auto& learners = document.at("learners");
  double accelerators = 0;
  std::vector<std::string> places;
  for (std::size_t m = 0; m < learners.size(); ++m) {
    accelerators += learners[m].at("accelerators").get<double>();
    places.push_back(fmt::format("{}:/learners/{}/accelerators", evidence.result.name(), m));
  }
  Text text{{protocol_title(text_at(document, "scenario.protocol")), {}, {}, true}, {" with "}};
  text.push_back({std::to_string(learners.size()), {evidence.result.name() + ":/learners"}, "number of learners"});
  text.push_back({learners.size() == 1 ? " learner, " : " learners, "});
  text.push_back({quantity_text(accelerators, "accelerators"), places, "sum over learners"});
  text.push_back({" in all, at "});
  text.push_back({std::to_string(document.at("sites").size()), {evidence.result.name() + ":/sites"}, "number of sites"});
  text.push_back({document.at("sites").size() == 1 ? " site" : " sites"});
  if (const json& pools = document.value("spares", json::array()); !pools.empty()) {
    double spares = 0;
    std::vector<std::string> at;
    for (std::size_t p = 0; p < pools.size(); ++p) {
      const std::string key = fmt::format("spares.{}.spares", p);
      spares += evidence.result.reading(key).value_or(FigureReading{}).value, at.push_back(evidence.result.place(key));
    }
    text.push_back({", "}), text.push_back({fmt::format("{:g}", spares), at, "sum over pools"}), text.push_back({" nodes of hot spares"});
  }
  const std::pair<const char*, const char*> knobs[] = {{"sync_interval", "sync interval H (steps)"}, {"quorum", "quorum K"}, {"overlap", "overlap (steps)"}, {"bits", "bits a value"}};
  for (const auto& [key, words] : knobs)
    if (const auto [value, at] = setting(document, key); !value.empty()) {
      text.push_back({fmt::format(", {} ", words)});
      text.push_back({value, {evidence.result.place_of(at)}});
    }
  return text;
}

// Money first, then time: what the intervals bear out, and no more.
Text verdict(const Evidence& evidence) {
  const DifferenceOutcome money = difference(evidence.result, *evidence.baseline, cost_measure(evidence).key).outcome;
  const DifferenceOutcome time = difference(evidence.result, *evidence.baseline, time_measure(evidence).key).outcome;
  const auto say = [](const char* advice, const std::string& why) { return Text{{advice, {}, {}, true}, {" " + why}}; };
  if (money == DifferenceOutcome::one_seed || time == DifferenceOutcome::one_seed) return say("No finding yet:", "one seed has no interval. Run both sides with more (run --replications 8).");
  if (money == DifferenceOutcome::unknown) return say("Cost is unknown:", "the decision has to rest on the duration alone until both sides have prices.");
  const char* when = time == DifferenceOutcome::less ? "done sooner" : time == DifferenceOutcome::more ? "done later" : "done neither sooner nor later beyond chance";
  const bool rival = !better_alternative(evidence).empty();
  if (money == DifferenceOutcome::less)
    return rival ? say("Cheaper than today, but not the cheapest way:", fmt::format("{}; an alternative in the same world costs less still.", when))
                 : say("Change over, if the pilot bears it out:", fmt::format("cheaper than today beyond chance, and {}.", when));
  if (money == DifferenceOutcome::more)
    return time == DifferenceOutcome::less ? say("A matter of what time is worth:", "dearer than today, and done sooner; Return has what a day is worth.") : say("Stay with today's way:", fmt::format("the proposal is dearer, and {}.", when));
  return time == DifferenceOutcome::less ? say("Change over for the time alone:", "done sooner, at a cost that does not differ from today's beyond chance.") : say("No case for changing over:", fmt::format("the cost does not differ beyond chance, and it is {}.", when));
}

// Capacity that comes and goes is an average over the simulated time: a training much shorter would see only a part of it.
Text short_training(const Evidence& evidence) {
  const auto horizon = evidence.result.reading("horizon_s"), time = evidence.result.reading("time_to_target_s");
  const json::json_pointer learners("/scenario/document/learners");
  const json& document = evidence.result.document();
  const bool comes_and_goes = document.contains(learners) && document.at(learners).is_array() &&
                              std::any_of(document.at(learners).begin(), document.at(learners).end(), [](const json& learner) { return learner.is_object() && learner.contains("available"); });
  if (!horizon || !time || !comes_and_goes || time->value > 0.5 * horizon->value) return {};
  return {{"Caution: capacity comes and goes, and the training ("}, evidence.result.value("time_to_target_s", "s"), {") is much shorter than what was simulated ("}, evidence.result.value("horizon_s", "s"),
          {"): its pace is an average that it may not see."}};
}

}   // namespace

Section decision_section(const Evidence& evidence) {
  Section section{"decision", "Decision", {}};
  Box box{"What is proposed", {}};
  if (evidence.baseline) box.lines.push_back(verdict(evidence));
  box.lines.push_back(configuration(evidence));
  if (evidence.baseline) {
    const DecidingFigure cost = cost_measure(evidence), time = time_measure(evidence);
    const Difference money = difference(evidence.result, *evidence.baseline, cost.key), days = difference(evidence.result, *evidence.baseline, time.key);
    box.lines.push_back(led_by(cost.words, difference_text(money, unit_of(cost.key), "saved", "more")));
    box.lines.push_back(led_by(time.words, difference_text(days, unit_of(time.key), "sooner", "later")));
    box.lines.push_back(led_by("Goodput: ", difference_text(difference(evidence.result, *evidence.baseline, "goodput"), "share", "lower", "higher")));
    if (Text worth = return_in_brief(evidence); !worth.empty()) box.lines.push_back(std::move(worth));
    if (Text what = flip(evidence); !what.empty()) box.lines.push_back(std::move(what));
  } else {
    box.lines.push_back(led_by("Cost of the training, to equal loss: ", evidence.result.figure("cost.to_equal_loss_usd")));
    box.lines.push_back(led_by("Duration, to equal loss: ", evidence.result.figure("quality.time_to_equal_loss_s")));
    box.lines.push_back({{"Against what: no baseline was given, so nothing here is a saving. Simulate what is done today and give it with --baseline."}});
  }
  if (Text better = better_alternative(evidence); !better.empty()) box.lines.push_back(std::move(better));
  if (const json& valid = evidence.result.document().at("quality").at("valid"); valid.is_boolean() && !valid.get<bool>())
    box.lines.push_back({{"Caution: the loss is in part outside of what was measured; What it does not say has where."}});
  if (Text caution = short_training(evidence); !caution.empty()) box.lines.push_back(std::move(caution));
  section.blocks.push_back(std::move(box));
  return section;
}

Section question_section(const Evidence& evidence) {
  Section section{"question", "Question and alternatives", {}};
  section.blocks.push_back(Paragraph{{{"What does the training deliver, when and at what cost, if it runs as proposed, and what if it runs as it does today? "
                                       "Both were simulated with the same failures and the same jitter, seed by seed. Tokens count at equal loss: "
                                       "training apart is charged for what it loses in quality."}}});
  ProposalTable table{"alternatives", "The alternatives", {"", evidence.result.label()}, {}, {false, true}};
  if (evidence.baseline) table.columns.push_back(evidence.baseline->label()), table.numeric.push_back(true);
  const auto row = [&](const char* words, auto cell) {
    std::vector<Text> cells{{{words}}, cell(evidence.result)};
    if (evidence.baseline) cells.push_back(cell(*evidence.baseline));
    table.rows.push_back(std::move(cells));
  };
  row("Protocol", [](const Source& source) { return Text{{protocol_title(text_at(source.document(), "scenario.protocol"))}}; });
  row("Learners", [](const Source& source) {
    return Text{{std::to_string(source.document().at("learners").size()), {source.name() + ":/learners"}, "number of learners"}};
  });
  for (const auto& [words, key] : {std::pair{"Tokens trained in the simulated time", "tokens"}, {"Goodput", "goodput"}, {"Token efficiency", "quality.token_efficiency"},
                                   {"Loss against data parallel", "quality.delta_vs_data_parallel"}, {"Total cost of the simulated time", "cost.total_usd"}})
    row(words, [key = key](const Source& source) { return source.figure(key); });
  section.blocks.push_back(std::move(table));
  for (Block& block : alternative_blocks(evidence)) section.blocks.push_back(std::move(block));
  return section;
}

}   // namespace archipelago
