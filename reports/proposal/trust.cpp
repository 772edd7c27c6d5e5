// How far the numbers can be trusted: what moves them, how sure they are, where they come from, what they leave out.
#include "reports/proposal/bill_lines.hpp"
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

// A value at which both sides cost the same per effective token, all else as simulated.
struct Even { std::string words; double now = 0, at = 0; std::string unit; std::vector<std::string> sources; std::string how; };

std::vector<Even> break_evens(const Evidence& evidence) {
  std::vector<Even> rows;
  const Source &result = evidence.result, &baseline = *evidence.baseline;
  const auto ours = result.reading("cost.per_million_tokens_usd"), theirs = baseline.reading("cost.per_million_effective_tokens_usd");
  const auto efficiency = result.reading("quality.token_efficiency");
  if (!ours || !theirs || !efficiency || ours->value <= 0) return rows;
  const std::vector<std::string> places{result.place("cost.per_million_tokens_usd"), baseline.place("cost.per_million_effective_tokens_usd"), result.place("quality.token_efficiency")};
  rows.push_back({"Token efficiency", efficiency->value, ours->value / theirs->value, "share", places, "cost of a token here / cost of an effective token of the baseline"});
  rows.push_back({"All prices here, of what they are", 1, theirs->value * efficiency->value / ours->value, "share", places, "cost of an effective token of the baseline / ours"});
  if (const auto goodput = result.reading("goodput")) {
    std::vector<std::string> with = places;
    with.push_back(result.place("goodput"));
    rows.push_back({"Goodput", goodput->value, goodput->value * ours->value / (theirs->value * efficiency->value), "share", with, "goodput x our cost of an effective token / the baseline's"});
  }
  return rows;
}

// Folders are those of the machine that ran it; the hash tells the content.
std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

std::string printable_value(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}   // namespace

Section sensitivity_section(const Evidence& evidence) {
  Section section{"sensitivity", "What moves the answer", {}};
  const auto rows = evidence.baseline ? break_evens(evidence) : std::vector<Even>{};
  if (!rows.empty()) {
    ProposalTable table{"break-even", "Where an effective token costs the same on both sides, all else as simulated", {"", "now", "even at", "room"}, {}, {false, true, true, true}};
    for (const Even& row : rows)
      table.rows.push_back({{{row.words}}, {{quantity_text(row.now, row.unit), row.sources, "as simulated"}}, {{quantity_text(row.at, row.unit), row.sources, row.how}},
                            {{fmt::format("{:+.1f} %", 100 * (row.at / row.now - 1)), row.sources, "even / now - 1"}}});
    section.blocks.push_back(std::move(table));
    section.blocks.push_back(Paragraph{{{"These follow from the two results by arithmetic: they hold as long as the other figures stay. What changes more than one figure at once "
                                         "(failure rate, bandwidth, learners, restart times) has to be simulated."}}});
  } else {
    section.blocks.push_back(Paragraph{{{"Break-evens need a baseline with a known cost of an effective token."}}});
  }
  if (evidence.studies)
    for (const auto blocks : {break_even_blocks, tornado_blocks, map_blocks})
      for (Block& block : blocks(evidence)) section.blocks.push_back(std::move(block));
  else
    section.blocks.push_back(Paragraph{{{"A report without --quick runs the scenario with one thing turned at a time (failure rate, restart, bandwidth, price, pace) and searches for break-evens."}}});
  return section;
}

Section uncertainty_section(const Evidence& evidence) {
  Section section{"uncertainty", "How sure the numbers are", {}};
  ProposalTable table{"seeds", "Seeds behind the numbers", {"", "seeds", "fidelity", "within the range of measured losses"}, {}, {false, true, false, false}};
  for (const Source& source : sides_of(evidence)) {
    const json& valid = source.document().at("quality").at("valid");
    table.rows.push_back({{{source.label()}}, {{std::to_string(source.document().at("seeds").size()), {source.name() + ":/seeds"}, "number of seeds"}},
                          {{text_at(source.document(), "engine.fidelity")}}, {{valid.is_boolean() ? valid.get<bool>() ? "yes" : "no" : "unknown"}}});
  }
  section.blocks.push_back(std::move(table));
  section.blocks.push_back(Bullets{{
      {{"Intervals are Student's, two-sided, at 90 %, over independent seeds: they hold chance between runs, no error of the model."}},
      {{"Differences are taken seed by seed: both sides see the same failures and jitter. A difference whose interval includes zero is called no difference."}},
      {{"How far the model itself is off is measured apart: archipelago validate puts published and measured values beside simulated ones."}}}});
  return section;
}

Section provenance_section(const Evidence& evidence) {
  Section section{"provenance", "Where it comes from", {}};
  ProposalTable table{"provenance", "What was run", {"", "scenario", "hash", "program", "SimGrid"}, {}, {}};
  for (const Source& source : sides_of(evidence)) {
    const auto cell = [&](const char* key, const char* pointer) { return Text{{text_at(source.document(), key), {source.name() + pointer}}}; };
    table.rows.push_back({{{source.name()}}, Text{{file_name(text_at(source.document(), "scenario.file")), {source.place_of("/scenario/file")}}}, cell("scenario.hash", ":/scenario/hash"), cell("engine.version", ":/engine/version"),
                          cell("engine.simgrid", ":/engine/simgrid")});
  }
  section.blocks.push_back(std::move(table));
  ProposalTable prices{"prices", "Prices", {"", "item", "unit price", "per", "provider", "date", "grade"}, {}, {false, false, true}};
  for (const Source& source : sides_of(evidence)) {
    for (const BillLine& line : bill_lines(source)) {
      const std::size_t entry = line.entries.front();
      prices.rows.push_back({{{source.name()}}, {{line.item}}, {{fmt::format("{:g}", line.unit_price), {source.place(fmt::format("cost.ledger.{}.unit_price_usd", entry))}}}, {{line.unit}},
                             {{line.provider.empty() ? "given in the scenario" : line.provider}}, {{line.date, {source.place_of(fmt::format("/cost/ledger/{}/price_date", entry))}}}, {{line.grade}}});
    }
  }
  if (!prices.rows.empty()) section.blocks.push_back(std::move(prices));
  ProposalTable assumptions{"assumptions", "Defaults that were used", {"key", "value", "where it comes from"}, {}, {}};
  const auto& list = evidence.result.document().at("assumptions");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = evidence.result.name() + fmt::format(":/assumptions/{}/", i);
    assumptions.rows.push_back({{{printable_value(list[i].at("key"))}}, {{printable_value(list[i].at("value")), {at + "value"}}}, {{printable_value(list[i].at("source")), {at + "source"}}}});
  }
  if (!assumptions.rows.empty()) section.blocks.push_back(std::move(assumptions));
  return section;
}

Section limits_section(const Evidence& evidence) {
  Section section{"limits", "What it does not say", {}};
  Bullets flags;
  std::set<std::string> seen;
  for (const Source& source : sides_of(evidence)) {
    const auto& list = source.document().at("flags");
    for (std::size_t i = 0; i < list.size(); ++i)
      if (const std::string reason = text_at(list[i], "reason"); seen.insert(source.label() + reason).second)
        flags.items.push_back({{source.label() + ": "}, {reason, {source.name() + fmt::format(":/flags/{}/reason", i)}}});
  }
  if (!flags.items.empty()) section.blocks.push_back(std::move(flags));
  ProposalTable unknown{"unknown", "What is unknown, and what would make it known", {"figure", "needs"}, {}, {}};
  std::map<std::string, std::string> by_need;
  for (const json& entry : evidence.result.document().at("unknown")) {
    std::string& keys = by_need[text_at(entry, "needs")];
    keys += (keys.empty() ? "" : ", ") + text_at(entry, "key");
  }
  for (const auto& [needs, keys] : by_need) unknown.rows.push_back({{{keys}}, {{needs}}});
  if (!unknown.rows.empty()) section.blocks.push_back(std::move(unknown));
  for (Block& block : left_out_blocks(evidence)) section.blocks.push_back(std::move(block));
  section.blocks.push_back(Bullets{{{{"Not modelled: experiments before the run, evaluation, inference, hiring, taxes, discounts that are negotiated."}},
                                    {{"Prices move: what an accelerator-hour costs differs by a factor of several between providers. Every price stands with its date in Where it comes from."}},
                                    {{"Losses are those of published models: differences carry over to other data better than levels do."}}}});
  return section;
}

}   // namespace archipelago
