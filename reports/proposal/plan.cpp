// What can go wrong, how to prove it small, and how to grow it.
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

bool averages(const Evidence& evidence) { return text_at(evidence.result.document(), "scenario.protocol").find("data-parallel") == std::string::npos; }

// Likelihood from what was simulated, where something was.
std::string network_likelihood(const Source& source) {
  double highest = 0;
  const auto& links = source.document().at("links");
  for (std::size_t i = 0; i < links.size(); ++i) highest = std::max(highest, source.reading(fmt::format("links.{}.utilization", i)).value_or(FigureReading{}).value);
  return links.empty() ? "none: one site" : highest > 0.7 ? "high" : highest > 0.3 ? "medium" : "low";
}

Text busiest_link(const Source& source) {
  const auto& links = source.document().at("links");
  std::string key;
  double highest = -1;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (const auto used = source.reading(fmt::format("links.{}.utilization", i)); used && used->value > highest) highest = used->value, key = fmt::format("links.{}.utilization", i);
  if (key.empty()) return {{"no wide-area link"}};
  return {{"busiest link used "}, source.value(key, "share"), {"; exposed communication "}, source.value("time_shares.exposed_communication", "share")};
}

Text borders(const Source& source) {
  std::set<std::string> zones;
  const json::json_pointer sites("/scenario/document/sites");
  if (source.document().contains(sites))
    for (const json& site : source.document().at(sites))
      if (site.contains("zone")) zones.insert(site.at("zone").get<std::string>());
  if (zones.size() > 1) {
    std::string names;
    for (const std::string& zone : zones) names += (names.empty() ? "" : ", ") + zone;
    return {{"parameters cross between the zones " + names + "; each learner's data stays at its own site"}};
  }
  return {{zones.empty() ? "the sites' zones are not given (sites[].zone)" : "all sites are in one zone"}};
}

}   // namespace

Section risk_section(const Evidence& evidence) {
  Section section{"risks", "Risks", {}};
  const Source& source = evidence.result;
  ProposalTable table{"risks", "Risks, and what the simulation says about them", {"risk", "likelihood", "impact", "evidence", "what to do"}, {}, {}};
  const auto row = [&](const char* risk, std::string likelihood, const char* impact, Text evidence_text, const char* action) {
    table.rows.push_back({{{risk}}, {{std::move(likelihood)}}, {{impact}}, std::move(evidence_text), {{action}}});
  };
  if (averages(evidence)) {
    const json& valid = source.document().at("quality").at("valid");
    row("Model quality falls short", valid.is_boolean() && valid.get<bool>() ? "low to medium" : "medium: outside of what was measured", "more tokens for the same loss",
        Text{{"token efficiency "}, source.value("quality.token_efficiency", "share"), {", loss against data parallel "}, source.value("quality.delta_vs_data_parallel", "nats")},
        "pilot against data parallel at equal tokens before the large run; keep the synchronous path runnable");
    row("Method is young: published in 2026, few runs outside its authors' house", "medium", "engineering time",
        Text{{"the paper's tables are reproduced by archipelago validate"}}, "start with blocking or streaming DiLoCo, which frameworks have, then decouple");
  }
  row("Failures are more frequent than assumed", "medium", "goodput", Text{{"goodput "}, source.value("goodput", "share"), {", uptime "}, source.value("system_uptime", "share"), {" at the given rate"}},
      "take the rate from your own outage log: archipelago trace fit");
  if (Text outage = outage_text(evidence); !outage.empty())
    row("A site or a learner is lost for a while", "low", "tokens of its learners", std::move(outage), "learners at several sites; a quorum that the others reach without it; try it with run --chaos");
  row("Network gives less than it says", network_likelihood(source), "learners wait", busiest_link(source), "measure the lines before they are leased; fewer bits or a longer sync interval");
  row("Data and parameters cross borders", "depends on the zones", "compliance", borders(source), "place learners so that data stays; have parameters assessed as derived data");
  row("Syncer and links are attacked or misused", "low to medium", "a poisoned or stolen model", Text{{"not simulated"}}, "mutual TLS between sites, signed images, the syncer's hosts apart from tenants");
  row("Framework does not support it", "medium", "engineering time",
      Text{{"as of April 2026: PyTorch has DiLoCo in torchft; MaxText's DiLoCo trainer waits for all learners; the decoupled paper's system runs on Pathways; no managed platform offers it"}},
      "port the syncer beside the trainer; it exchanges parameters only, so learners may differ in framework and vendor (CUDA, ROCm, TPU) if they agree on tensors and precision");
  row("Staff have to run many learners instead of one job", "medium", "operations", Text{{"not simulated"}}, "on-call runbook, drills with injected losses (run --chaos shows what to expect)");
  section.blocks.push_back(std::move(table));
  return section;
}

Section pilot_section(const Evidence& evidence) {
  Section section{"pilot", "A quick win that proves it", {}};
  const Source& source = evidence.result;
  const double band = 0.02;
  const auto goodput = source.reading("goodput");
  Bullets steps;
  steps.items.push_back({{"Two small learners at two of the sites, the same protocol settings, a model small enough for one node each: start from scenarios/examples/quick-win-2-gpus.json and put your "
                          "accelerator and link in."}});
  steps.items.push_back({{"Hypothesis: exposed communication and waits are what the simulation of the pilot says. Measure step times, synchronization times and waits, and feed them to archipelago calibrate runs."}});
  if (goodput)
    steps.items.push_back({{"Then simulate this proposal with the calibrated constants. Go on if goodput stays above "},
                           {quantity_text(std::max(0.0, goodput->value - band), "share"), {source.place("goodput")}, "simulated goodput less 2 points"}, {" (simulated here: "}, source.value("goodput", "share"), {")."}});
  if (const auto efficiency = source.reading("quality.token_efficiency"))
    steps.items.push_back({{"Quality: train the pilot model with data parallel and with "}, {text_at(source.document(), "scenario.protocol")},
                           {" at equal tokens. Go on if its loss is no further off than the laws say for its size and learners (archipelago run prints it)."}});
  steps.items.push_back({{"Stop if a synchronization takes longer than the overlap allows on the real lines, or if the loss is off by more than that."}});
  if (std::vector<Block> predicted = pilot_blocks(evidence); !predicted.empty()) {
    for (Block& block : predicted) section.blocks.push_back(std::move(block));
    return section;
  }
  section.blocks.push_back(std::move(steps));
  section.blocks.push_back(Paragraph{{{"Cost and weeks of the pilot are those of its own scenario: give it prices and run it, then archipelago report on its result."}}});
  return section;
}

Section roadmap_section(const Evidence& evidence) {
  Section section{"roadmap", "Roadmap", {}};
  ProposalTable table{"roadmap", "Stages, each with the gate that opens the next", {"stage", "what", "gate"}, {}, {}};
  table.rows.push_back({{{"Audit"}}, {{"Where today's training loses time: archipelago audit on profiles, trace fit on the outage log"}}, {{"the baseline simulation agrees with what was measured"}}});
  table.rows.push_back({{{"Pilot"}}, {{"Two small learners, two sites"}}, {{"the thresholds of the pilot are met"}}});
  table.rows.push_back({{{"One site apart"}}, {{"The production model as several learners inside one site: isolation against failures, no new network"}},
                        {{"goodput with failures within the simulated interval: "}, evidence.result.value("goodput", "share")}});
  table.rows.push_back({{{"Proposed configuration"}}, {{"All sites, with the lines of the scenario"}}, {{"cost of an effective token within its interval: "}, evidence.result.value("cost.per_million_effective_tokens_usd", "USD")}});
  table.rows.push_back({{{"Beyond"}}, {{"Capacity that comes and goes (spot, nights), further sites"}}, {{"a sweep of the calibrated scenario shows a saving whose interval excludes zero"}}});
  section.blocks.push_back(std::move(table));
  return section;
}

}   // namespace archipelago
