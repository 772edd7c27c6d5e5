// What is proposed, what it saves or costs, and what would flip the decision; the question and its alternatives.
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

namespace archipelago {

using nlohmann::json;

namespace {

// Where both sides know what a training to equal loss takes, that is compared; else what a token is worth.
struct Measure { const char* key; const char* words; };
Measure cost_measure(const Evidence& evidence) {
  const bool whole = evidence.result.reading("cost.to_equal_loss_usd") && evidence.baseline->reading("cost.to_equal_loss_usd");
  return whole ? Measure{"cost.to_equal_loss_usd", "Cost of the training, to equal loss: "}
               : Measure{"cost.per_million_effective_tokens_usd", "Cost of a million effective tokens: "};
}
Measure time_measure(const Evidence& evidence) {
  const bool whole = evidence.result.reading("quality.time_to_equal_loss_s") && evidence.baseline->reading("quality.time_to_equal_loss_s");
  return whole ? Measure{"quality.time_to_equal_loss_s", "Duration, to equal loss: "} : Measure{"time_to_target_s", "Duration, to equal tokens: "};
}

Text joined(std::string_view words, Text text) {
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

std::string setting(const json& document, const char* key) {
  const json::json_pointer at(std::string("/scenario/document/protocol/") + key);
  if (!document.contains(at)) return {};
  const json& value = document.at(at);
  return value.is_string() ? value.get<std::string>() : value.dump();
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
  Text text{{text_at(document, "scenario.protocol"), {}, {}, true}, {" with "}};
  text.push_back({std::to_string(learners.size()), {evidence.result.name() + ":/learners"}, "number of learners"});
  text.push_back({learners.size() == 1 ? " learner, " : " learners, "});
  text.push_back({quantity_text(accelerators, "accelerators"), places, "sum over learners"});
  text.push_back({" in all, at "});
  text.push_back({std::to_string(document.at("sites").size()), {evidence.result.name() + ":/sites"}, "number of sites"});
  text.push_back({document.at("sites").size() == 1 ? " site" : " sites"});
  const std::pair<const char*, const char*> knobs[] = {{"sync_interval", "sync interval H"}, {"quorum", "quorum K"}, {"overlap", "overlap"}, {"bits", "bits a value"}};
  for (const auto& [key, words] : knobs)
    if (const std::string value = setting(document, key); !value.empty()) {
      text.push_back({fmt::format(", {} ", words)});
      text.push_back({value, {evidence.result.name() + ":/scenario/document/protocol/" + key}});
    }
  return text;
}

}   // namespace

Section decision_section(const Evidence& evidence) {
  Section section{"decision", "Decision", {}};
  Box box{"What is proposed", {}};
  box.lines.push_back(configuration(evidence));
  if (evidence.baseline) {
    const Measure cost = cost_measure(evidence), time = time_measure(evidence);
    const Difference money = difference(evidence.result, *evidence.baseline, cost.key), days = difference(evidence.result, *evidence.baseline, time.key);
    box.lines.push_back(joined(cost.words, difference_text(money, unit_of(cost.key), "saved", "more")));
    box.lines.push_back(joined(time.words, difference_text(days, unit_of(time.key), "sooner", "later")));
    box.lines.push_back(joined("Goodput: ", difference_text(difference(evidence.result, *evidence.baseline, "goodput"), "share", "lower", "higher")));
    if (Text what = flip(evidence); !what.empty()) box.lines.push_back(std::move(what));
  } else {
    box.lines.push_back(joined("Cost of the training, to equal loss: ", evidence.result.figure("cost.to_equal_loss_usd")));
    box.lines.push_back(joined("Duration, to equal loss: ", evidence.result.figure("quality.time_to_equal_loss_s")));
    box.lines.push_back({{"Against what: no baseline was given, so nothing here is a saving. Simulate what is done today and give it with --baseline."}});
  }
  if (Text better = better_alternative(evidence); !better.empty()) box.lines.push_back(std::move(better));
  if (const json& valid = evidence.result.document().at("quality").at("valid"); valid.is_boolean() && !valid.get<bool>())
    box.lines.push_back({{"Caution: the loss is outside of what was measured in part; Limits says where."}});
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
  row("Protocol", [](const Source& source) { return Text{{text_at(source.document(), "scenario.protocol")}}; });
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
