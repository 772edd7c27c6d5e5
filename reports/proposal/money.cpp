// The bill, what a unit costs, and the return on changing over.
#include "models/cost/prices.hpp"
#include "models/cost/return_on_investment.hpp"
#include "reports/proposal/bill_lines.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/quantity_text.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>

#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

std::string cents(double value) { return number_text(value, {1, 2, {}}); }

void add_bill(const Source& source, Section& section) {
  const json& ledger = source.document().at("cost").at("ledger");
  if (!ledger.is_array()) {
    section.blocks.push_back(Paragraph{{{source.label() + ": the cost is unknown; it needs " + source.needs("cost.total_usd") + "."}}});
    return;
  }
  ProposalTable table{"bill-" + source.name(), "Bill of the simulated time, USD: " + source.label(), {"item", "service", "pricing", "quantity", "unit", "unit price", "amount"},
                      {}, {false, false, false, true, false, true, true}};
  for (const BillLine& line : bill_lines(source))
    table.rows.push_back({{{line.item}}, {{line.service}}, {{line.pricing}}, {line.number(source, number_text(line.quantity, {1, 1, {}}), "quantity")}, {{line.unit}},
                          {{fmt::format("{:g}", line.unit_price), {source.place(fmt::format("cost.ledger.{}.unit_price_usd", line.entries.front()))}}},
                          {line.number(source, cents(static_cast<double>(line.cents) / 100), "amount_usd")}});
  const auto total = source.reading("cost.total_usd");
  table.rows.push_back({{{"Total", {}, {}, true}}, {}, {}, {}, {}, {}, {{cents(total->value), {source.place("cost.total_usd")}, {}, true}}});
  section.blocks.push_back(std::move(table));
}

// A quantity as the scenario has it, in its base unit.
std::optional<double> given(const Source& source, const char* key, std::optional<UnitKind> unit) {
  const json::json_pointer at(std::string("/scenario/document/costs/investment/") + key);
  if (!source.document().contains(at)) return std::nullopt;
  const json& value = source.document().at(at);
  if (value.is_number()) return value.get<double>();
  if (!value.is_string() || !unit) return std::nullopt;
  const auto read = parse_measure(value.get<std::string>(), {*unit}).measure;
  return read ? std::optional(read->value) : std::nullopt;
}

struct Programme { double once = 0, runs_per_year = 0, years = 0, rate = 0; };

std::optional<Programme> programme_of(const Source& source, std::string& missing) {
  const std::pair<const char*, std::optional<UnitKind>> keys[] = {{"once", UnitKind::price}, {"runs_per_year", {}}, {"years", {}}, {"discount_rate", {}}};
  std::vector<double> values;
  for (const auto& [key, unit] : keys) {
    const auto value = given(source, key, unit);
    if (!value) missing += (missing.empty() ? "costs.investment." : ", costs.investment.") + std::string(key);
    values.push_back(value.value_or(0));
  }
  if (!missing.empty()) return std::nullopt;
  return Programme{values[0], values[1], values[2], values[3]};
}

std::vector<double> flows_of(const Programme& programme, double saving) {
  std::vector<double> flows{-programme.once};
  for (int year = 1; year <= static_cast<int>(programme.years); ++year) flows.push_back(saving * programme.runs_per_year);
  return flows;
}

void add_return(const Evidence& evidence, const Programme& programme, const Difference& money, Section& section) {
  const std::string given_at = evidence.result.name() + ":/scenario/document/costs/investment/";
  std::vector<std::string> places = money.sources;
  for (const char* key : {"once", "runs_per_year", "years", "discount_rate"}) places.push_back(given_at + key);
  ProposalTable table{"return", "Return on changing over, at the mean saving and at both ends of its interval", {"", "cautious", "mean", "favourable"}, {}, {false, true, true, true}};
  const double savings[] = {-money.high, -money.mean, -money.low};
  std::vector<Text> value{{{"Net present value, USD"}}}, rate{{{"Internal rate of return"}}}, payback{{{"Payback, years"}}};
  for (const double saving : savings) {
    const auto flows = flows_of(programme, saving);
    value.push_back({{number_text(net_present_value(flows, programme.rate), {1, 0, {}}), places, "sum of yearly savings, discounted, less what is paid once"}});
    const auto irr = internal_rate_of_return(flows);
    rate.push_back(irr ? Text{{fmt::format("{:.1f} %", 100 * *irr), places, "rate at which the net present value is zero"}} : Text{{"none"}});
    const auto years = payback_years(flows);
    payback.push_back(years ? Text{{fmt::format("{:.1f}", *years), places, "until the savings have paid what is paid once"}} : Text{{"not within the programme"}});
  }
  table.rows = {value, rate, payback};
  section.blocks.push_back(std::move(table));
}

// Both sides emit for another amount of tokens in the simulated time: only what the whole training emits can be compared.
Text carbon_to_equal_loss(const Source& source) {
  const auto carbon = source.reading("carbon.kg"), needed = source.reading("quality.tokens_to_equal_loss"), tokens = source.reading("tokens");
  if (!carbon) return source.figure("carbon.kg");
  if (!needed || !tokens || tokens->value <= 0) return {{"unknown: needs training.target_tokens"}};
  return {{quantity_text(carbon->value * needed->value / tokens->value, "kgCO2e"), {source.place("carbon.kg"), source.place("quality.tokens_to_equal_loss"), source.place("tokens")}, "carbon of the simulated time x tokens to equal loss / tokens"}};
}

}   // namespace

Text return_in_brief(const Evidence& evidence) {
  std::string missing;
  const auto programme = programme_of(evidence.result, missing);
  const Difference money = difference(evidence.result, *evidence.baseline, "cost.to_equal_loss_usd");
  if (!programme || money.outcome != DifferenceOutcome::less) return {};
  std::vector<std::string> places = money.sources;
  for (const char* key : {"once", "runs_per_year", "years", "discount_rate"}) places.push_back(evidence.result.place_of(std::string("/scenario/document/costs/investment/") + key));
  const auto worth = [&](double saving) { return Span{number_text(net_present_value(flows_of(*programme, saving), programme->rate), {1, 0, {}}), places, "sum of yearly savings, discounted, less what is paid once"}; };
  return {{"Net present value of changing over: "}, worth(-money.mean), {" USD ("}, worth(-money.high), {" to "}, worth(-money.low), {"), over "}, {fmt::format("{:g}", programme->years), {evidence.result.place_of("/scenario/document/costs/investment/years")}},
          {" years with "}, {fmt::format("{:g}", programme->runs_per_year), {evidence.result.place_of("/scenario/document/costs/investment/runs_per_year")}}, {" trainings each"}};
}

Section bill_section(const Evidence& evidence) {
  Section section{"bill", "The bill", {}};
  section.blocks.push_back(Paragraph{{{"Services and pricing in the words of FinOps FOCUS. Amounts without tax; sites' own discounts are not known."}}});
  add_bill(evidence.result, section);
  if (evidence.baseline) add_bill(*evidence.baseline, section);
  return section;
}

Section unit_cost_section(const Evidence& evidence) {
  Section section{"unit-costs", "What a unit costs", {}};
  ProposalTable table{"unit-costs", "Unit costs, with 90 % intervals", {"", evidence.result.label()}, {}, {false, true}};
  if (evidence.baseline) {
    table.columns.push_back(evidence.baseline->label()), table.numeric.push_back(true);
    table.columns.push_back("difference"), table.numeric.push_back(true);
  }
  const std::pair<const char*, const char*> rows[] = {{"A million tokens", "cost.per_million_tokens_usd"},
                                                      {"A million effective tokens", "cost.per_million_effective_tokens_usd"},
                                                      {"A useful accelerator-hour", "cost.per_useful_accelerator_hour_usd"},
                                                      {"The training, to its target", "cost.to_target_usd"},
                                                      {"The training, to equal loss", "cost.to_equal_loss_usd"},
                                                      {"Energy of a token", "energy.joule_per_token"}};
  BarChart chart{"unit-costs", "Cost of a million effective tokens", "Cost of a million effective tokens with its interval; the table has the numbers.", BarKind::bars, "USD per million effective tokens", {}, {{"cost", {}}}, {}};
  for (const auto& [words, key] : rows) {
    std::vector<Text> cells{{{words}}, evidence.result.figure(key)};
    if (evidence.baseline) {
      cells.push_back(evidence.baseline->figure(key));
      cells.push_back(difference_text(difference(evidence.result, *evidence.baseline, key), unit_of(key), "less", "more"));
    }
    table.rows.push_back(std::move(cells));
  }
  std::vector<Text> carbon{{{"Carbon of the training, to equal loss"}}, carbon_to_equal_loss(evidence.result)};
  if (evidence.baseline) carbon.push_back(carbon_to_equal_loss(*evidence.baseline)), carbon.push_back({});
  table.rows.push_back(std::move(carbon));
  const auto bar = [&](const Source& source) {
    const auto value = source.reading("cost.per_million_effective_tokens_usd");
    if (!value) return;
    chart.categories.push_back(source.label());
    chart.series[0].values.push_back(value->value);
    chart.series[0].intervals.push_back(value->interval.value_or(std::pair(value->value, value->value)));
  };
  bar(evidence.result);
  if (evidence.baseline) bar(*evidence.baseline);
  if (chart.categories.size() > 1) section.blocks.push_back(std::move(chart));
  section.blocks.push_back(std::move(table));
  return section;
}

Section return_section(const Evidence& evidence) {
  Section section{"return", "Return", {}};
  if (!evidence.baseline) {
    section.blocks.push_back(Paragraph{{{"Without a baseline there is nothing to return against. Simulate what is done today and give it with --baseline."}}});
    return section;
  }
  const Difference money = difference(evidence.result, *evidence.baseline, "cost.to_equal_loss_usd");
  if (money.outcome == DifferenceOutcome::unknown) {
    section.blocks.push_back(Paragraph{{{"Unknown: both sides need a cost to equal loss (training.target_tokens and prices), on seeds that they share."}}});
    return section;
  }
  Text saving{{"One training costs "}};
  for (Span& span : difference_text(money, "USD", "less", "more")) saving.push_back(std::move(span));
  saving.push_back({"."});
  section.blocks.push_back(Paragraph{std::move(saving)});
  std::string missing;
  const auto programme = programme_of(evidence.result, missing);
  if (!programme)
    section.blocks.push_back(Paragraph{{{"Net present value, rate of return and payback are unknown: the scenario has to give " + missing + "."}}});
  else if (money.outcome == DifferenceOutcome::less)
    add_return(evidence, *programme, money, section);
  else
    section.blocks.push_back(Paragraph{{{"There is no saving that its interval bears out, so there is no return to reckon with."}}});
  if (const auto day = given(evidence.result, "day_of_delay", UnitKind::price)) {
    const Difference time = difference(evidence.result, *evidence.baseline, "quality.time_to_equal_loss_s");
    if (time.outcome == DifferenceOutcome::less || time.outcome == DifferenceOutcome::more) {
      std::vector<std::string> places = time.sources;
      places.push_back(evidence.result.name() + ":/scenario/document/costs/investment/day_of_delay");
      section.blocks.push_back(Paragraph{{{time.outcome == DifferenceOutcome::less ? "Being done sooner is worth " : "Being done later costs "},
                                          {quantity_text(std::abs(time.mean) / seconds_per_day * *day, "USD"), places, "days x what a day of delay costs"}, {" a training."}}});
    }
  } else {
    section.blocks.push_back(Paragraph{{{"What a day of delay costs is unknown: costs.investment.day_of_delay gives it."}}});
  }
  return section;
}

}   // namespace archipelago
