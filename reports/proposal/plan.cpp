// How to prove it small, and how to grow it.
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace archipelago {

using nlohmann::json;

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
  const Source& source = evidence.result;
  const bool several_sites = source.document().at("sites").size() > 1;
  const auto row = [&](const char* stage, const char* what, Text gate) { table.rows.push_back({{{stage}}, {{what}}, std::move(gate)}); };
  row("1. Audit", "Where today's training loses time: archipelago audit on profiles, trace fit on the outage log", {{"the baseline's simulation agrees with what was measured, class by class"}});
  row("2. Pilot", several_sites ? "Two small learners at two sites" : "Two small learners at the site", {{"every threshold of the pilot is met; calibrate runs has its overlay"}});
  const auto interval = [&](const char* key) { return source.figure(key); };
  Text isolation{{"goodput over a week within the simulated interval: "}};
  for (Span& span : interval("goodput")) isolation.push_back(std::move(span));
  if (several_sites) row("3. One site apart", "The production model as several learners inside one site: isolation against failures, no new network", std::move(isolation));
  else row("3. A week of production", "The production model as several learners, with a way back to the synchronous job", std::move(isolation));
  Text cost{{"cost of a million effective tokens within its interval: "}};
  for (Span& span : interval("cost.per_million_effective_tokens_usd")) cost.push_back(std::move(span));
  row("4. As proposed", several_sites ? "All sites, with the lines of the scenario" : "The whole training", std::move(cost));
  row("5. Beyond", "Capacity that comes and goes (spot, nights), further sites", {{"a sweep of the calibrated scenario shows a saving whose interval leaves zero out"}});
  section.blocks.push_back(std::move(table));
  return section;
}

}   // namespace archipelago
