// What can go wrong: likelihood and impact of each, from the runs where they say something, from a dated source or a stated reason where not.
//
// Impact is graded by what it adds to the figure compared (cost or duration to equal loss): below 2 % low, below 10 % medium, else high.
#include "reports/proposal/risks.hpp"
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"

#include "models/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

bool averages(const Source& source) { return text_at(source.document(), "scenario.protocol").find("data-parallel") == std::string::npos; }

const char* grade_of(double share) { return share < 0.02 ? "low" : share < 0.1 ? "medium" : "high"; }

// What the proposal's own figure becomes at one end of a knob that was turned.
Text turned(const Evidence& evidence, const std::string& knob, const char* end, const std::string& words) {
  const auto now = evidence.run("proposed");
  if (!evidence.studies || !evidence.studies->contains("tornado") || !now) return {{"not run: a report without --quick turns it"}};
  const std::string figure = text_at(*evidence.studies, "figure");
  for (const json& entry : evidence.studies->at("tornado")) {
    if (text_at(entry, "knob") != knob || !entry.contains(end)) continue;
    const auto then = evidence.run(text_at(entry.at(end), "proposed"));
    if (!then) break;
    const Difference found = difference(*then, *now, figure);
    if (found.outcome == DifferenceOutcome::unknown) break;
    Text text{{found.outcome == DifferenceOutcome::no_difference ? "not shown" : grade_of(std::max(0.0, found.relative)), {}, {}, true}, {": " + words + " "}};
    for (Span& span : difference_text(found, unit_of(figure), "less", "more")) text.push_back(std::move(span));
    return text;
  }
  return {{"not run"}};
}

Text outage_impact(const Evidence& evidence) {
  const auto hit = evidence.run("outage"), calm = evidence.run("proposed");
  if (!hit || !calm) return {{"not run: a report without --quick plays it"}};
  const Difference lost = difference(*hit, *calm, "tokens");
  if (lost.outcome == DifferenceOutcome::unknown) return {{"unknown"}};
  Text text{{grade_of(std::max(0.0, -lost.relative)), {}, {}, true}, {": tokens of the run, "}};
  for (Span& span : difference_text(lost, "tokens", "fewer", "more")) text.push_back(std::move(span));
  return text;
}

Text failure_likelihood(const Source& source) {
  const json::json_pointer at("/scenario/document/failures");
  if (!source.document().contains(at)) return {{"unknown: the scenario has no failures"}};
  const json& failures = source.document().at(at);
  const std::string preset = failures.is_string() ? failures.get<std::string>() : failures.is_object() && failures.contains("base") ? text_at(failures, "base") : "";
  if (preset == "none") return {{"not simulated: the scenario states that there are none"}};
  if (preset.empty()) return {{"medium: the rate is the scenario's own"}};
  return {{"medium: the rate is that of another fleet ("}, {preset, {source.place_of(failures.is_string() ? "/scenario/document/failures" : "/scenario/document/failures/base")}}, {")"}};
}

std::string busiest_link(const Source& source) {
  const json& links = source.document().at("links");
  std::string busiest;
  double highest = -1;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (const auto used = source.reading(fmt::format("links.{}.utilization", i)); used && used->value > highest) highest = used->value, busiest = fmt::format("links.{}.utilization", i);
  return busiest;
}

Text losses_a_day(const Source& source) {
  const json& learners = source.document().at("learners");
  const auto horizon = source.reading("horizon_s");
  double losses = 0;
  std::vector<std::string> places{source.place("horizon_s")};
  for (std::size_t m = 0; m < learners.size(); ++m) {
    const std::string key = fmt::format("learners.{}.failures", m);
    losses += source.reading(key).value_or(FigureReading{}).value;
    places.push_back(source.place(key));
  }
  return {{number_text(losses / horizon->value * seconds_per_day, {1, 1, {}}), places, "slices lost, summed over learners / simulated time x one day"}};
}

// The largest share that one learner has in what is merged: how far a single compromised one reaches.
Text largest_share(const Source& source) {
  const json::json_pointer at("/syncer/weight_share");
  if (!source.document().contains(at) || !source.document().at(at).is_array() || source.document().at(at).empty()) return {{"not simulated"}};
  std::string key;
  double most = -1;
  for (std::size_t m = 0; m < source.document().at(at).size(); ++m)
    if (const auto share = source.reading(fmt::format("syncer.weight_share.{}", m)); share && share->value > most) most = share->value, key = fmt::format("syncer.weight_share.{}", m);
  if (key.empty()) return {{"not simulated"}};
  return {{"a single learner has up to "}, source.value(key, "share"), {" of the weight of what is merged"}};
}

Text staff_cost(const Source& source) {
  const json& ledger = source.document().at("cost").at("ledger");
  for (std::size_t i = 0; ledger.is_array() && i < ledger.size(); ++i)
    if (text_at(ledger[i], "item") == "staff") return {{"staff is "}, source.value(fmt::format("cost.ledger.{}.amount_usd", i), "USD"), {" of the bill"}};
  return {{"what staff costs is unknown: costs.staff gives it"}};
}

Text joined(Text first, const Text& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

}   // namespace

Section risk_section(const Evidence& evidence) {
  Section section{"risks", "Risks", {}};
  const Source& source = evidence.result;
  ProposalTable table{"risks", "Risks: likelihood, impact, what the simulation says, what to do", {"risk", "likelihood", "impact", "evidence", "what to do"}, {}, {}};
  const auto row = [&](const char* risk, Text likelihood, Text impact, Text shown, const char* action) { table.rows.push_back({{{risk}}, std::move(likelihood), std::move(impact), std::move(shown), {{action}}}); };
  if (averages(source)) {
    const json& valid = source.document().at("quality").at("valid");
    const auto efficiency = source.reading("quality.token_efficiency");
    row("Model quality falls short of the laws", {{valid.is_boolean() && valid.get<bool>() ? "low to medium: within what losses were measured for" : "medium: outside of what losses were measured for"}},
        efficiency && efficiency->value > 0 ? Text{{"each point of token efficiency is "}, {fmt::format("{:.1f} %", 1 / efficiency->value), {source.place("quality.token_efficiency")}, "0.01 / token efficiency"}, {" of cost and time"}} : Text{{"unknown"}},
        {{"token efficiency "}, source.value("quality.token_efficiency", "share"), {"; loss against data parallel "}, source.value("quality.delta_vs_data_parallel", "nats")},
        "Pilot against data parallel at equal tokens before the large run; keep the synchronous path runnable.");
    row("The method is young", {{"certain: Decoupled DiLoCo was published in April 2026 (arXiv 2604.21428); the blocking form in 2023 (arXiv 2311.08105)"}}, {{"engineering time: not simulated"}},
        {{"archipelago validate reproduces the papers' tables and prints the errors"}}, "Start with blocking or streaming DiLoCo, which frameworks have, then decouple.");
  }
  row("Failures are more frequent than assumed", failure_likelihood(source), turned(evidence, "mtbi", "low", "twice the rate costs"),
      {{"goodput "}, source.value("goodput", "share"), {", uptime "}, source.value("system_uptime", "share"), {" at the given rate"}}, "Take the rate from your own outage log: archipelago trace fit.");
  row("A site or a learner is lost for a tenth of the run", {{"not estimated: sites[].outages gives a rate"}}, outage_impact(evidence), outage_text(evidence),
      "Learners at several sites; a quorum that the others reach without it; try it with run --chaos.");
  const std::string busiest = busiest_link(source);
  if (!busiest.empty()) {
    const double used = source.reading(busiest)->value;
    row("The network gives less than it says", {{used > 0.7 ? "high: " : used > 0.3 ? "medium: " : "low: "}, {"the busiest link is used "}, source.value(busiest, "share")}, turned(evidence, "bandwidth", "low", "half the bandwidth costs"),
        {{"exposed communication "}, source.value("time_shares.exposed_communication", "share")}, "Measure the lines before they are leased; fewer bits or a longer sync interval.");
    const bool crosses = !borders_of(source).empty();
    row("Data and parameters cross borders", {{crosses ? "certain: see the table of borders" : "none, or unknown where zones are not given"}}, {{"compliance: not simulated"}}, {{crosses ? "bytes of a day in the table of borders" : "no border between zones is known"}},
        "Have updates assessed as derived data; place learners so that data stays; compliance.parameters_stay_in checks the rule.");
  }
  if (averages(source))
    row("Syncer, learners or links are attacked", {{"not simulated: to be rated by your security office"}}, largest_share(source), busiest.empty() ? Text{{"no link leaves the site"}} : Text{{std::to_string(source.document().at("links").size() / 2), {source.place_of("/links")}, "directions / 2"}, {source.document().at("links").size() == 2 ? " link to protect" : " links to protect"}},
        "Mutual TLS between sites; signed images; syncer hosts apart from tenants; clip the norm of each learner's update and refuse outliers; keep merged states so that one can be rolled back.");
  row("Software does not support it", {{evidence.compatibility ? "see the table of what software has" : "unknown"}}, {{"engineering time: not simulated"}},
      {{"dated and sourced below"}}, "Port the syncer beside the trainer: it exchanges parameters only, so learners may differ in framework and vendor if they agree on tensors and precision.");
  row("Staff have to run several learners instead of one job", {{"certain"}}, joined({{"losses to look after: "}}, joined(losses_a_day(source), {{" a day"}})), staff_cost(source),
      "A runbook for joining, leaving and rollback of a learner; drills with injected losses (run --chaos shows what to expect); two people on call who were in the pilot.");
  section.blocks.push_back(std::move(table));
  for (const auto blocks : {border_blocks, compatibility_blocks})
    for (Block& block : blocks(evidence)) section.blocks.push_back(std::move(block));
  return section;
}

}   // namespace archipelago
