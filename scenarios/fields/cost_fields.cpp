#include "scenarios/fields/groups.hpp"

namespace archipelago {

namespace {

// clang-format off: one row per key reads as a table

const char* const draw_source = "average draw of servers in training, waits included (Epoch AI training cost model, 2024)";

Field money(const char* path, UnitKind unit, const char* help) {
  return {.path = path, .form = Form::measure, .help = help, .units = {unit}, .range = not_negative};
}

void add_price_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "costs.prices", .help = "catalogue prices by the accelerator that they are for: {\"h100-sxm\": \"h100-aws-on-demand\"}; costs.accelerator_hour goes before them"},
      {.path = "costs.prices.*", .form = Form::text, .help = "name of a catalogue price, or an object", .catalogued = true, .shorthand = "base"},
      {.path = "costs.prices.*.base", .form = Form::text, .help = "catalogue price to start from"},
      {.path = "costs.prices.*.name", .form = Form::text, .help = "name in results", .fallback_rule = "that of its base"},
      {.path = "costs.prices.*.accelerator", .form = Form::text, .help = "accelerator that it is the price of"},
      {.path = "costs.prices.*.provider", .form = Form::text, .help = "who asks it"},
      {.path = "costs.prices.*.category", .form = Form::choice, .help = "what kind of price: an owned accelerator's hour follows from capital and life, and its energy comes on top",
       .words = {"on-demand", "committed", "spot", "owned"}, .required = true},
      money("costs.prices.*.hour", UnitKind::price_per_hour, "of an hour of one accelerator, energy included; not of owned ones"),
      money("costs.prices.*.capital", UnitKind::price, "of one owned accelerator with its share of server, network and storage"),
      {.path = "costs.prices.*.life", .form = Form::measure, .help = "over which the capital is written off", .units = {UnitKind::time}, .range = positive},
      {.path = "costs.prices.*.power", .form = Form::measure, .help = "rated power of the server over its accelerators, for the colocation", .units = {UnitKind::power}, .range = positive},
      money("costs.prices.*.colocation", UnitKind::price, "of one kW in a month: building, cooling, hands")});
  fields.insert(fields.end(), {
      {.path = "costs.prices.*.date", .form = Form::text, .help = "as of"},
      {.path = "costs.prices.*.grade", .form = Form::choice, .help = "how well it is known: A list price or measured, B one good source, C secondary, D not looked up",
       .words = {"A", "B", "C", "D"}},
      {.path = "costs.prices.*.source", .form = Form::text, .help = "where it comes from"}});
}

void add_investment_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "costs.investment", .help = "what changing over costs, for the return on it against a baseline (report)"},
      money("costs.investment.once", UnitKind::price, "migration, engineering, lines to build: paid once"),
      {.path = "costs.investment.runs_per_year", .form = Form::number, .help = "trainings like this one in a year", .range = positive},
      {.path = "costs.investment.years", .form = Form::number, .help = "for which the programme goes on", .range = {1, 30}},
      {.path = "costs.investment.discount_rate", .form = Form::number, .help = "what a year is worth: 0.1 is 10 %", .range = {0, 1}},
      money("costs.investment.day_of_delay", UnitKind::price, "what one day later costs the business"),
      {.path = "costs.baseline", .form = Form::text, .help = "result to compare with, where report is given none"}});
}

} // namespace

void add_cost_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "costs", .help = "prices; absent: unknown"},
      {.path = "costs.accelerator_hour", .help = "price of an hour of one accelerator, by its name"},
      {.path = "costs.accelerator_hour.*", .form = Form::measure, .help = "price of this accelerator",
       .units = {UnitKind::price_per_hour}, .range = not_negative},
      money("costs.egress", UnitKind::price_per_size, "price of traffic on links without a price"),
      {.path = "costs.energy", .form = Form::measure,
       .help = "price of energy at sites without a power_price; given, energy is billed for rented accelerators too, whose price includes it otherwise",
       .units = {UnitKind::price_per_energy}, .range = not_negative},
      money("costs.syncer_hour", UnitKind::price_per_hour, "of one syncer host: one beside every learner, or the one of a central syncer"),
      money("costs.staff", UnitKind::price_per_hour, "of all people who run the training, together, around the clock"),
      {.path = "costs.leases", .help = "price of an hour of leased links, by their name"},
      money("costs.leases.*", UnitKind::price_per_hour, "of this link: 10,000 USD a month are 13.69 USD/h"),
      {.path = "costs.storage", .help = "what is kept for the training"},
      {.path = "costs.storage.size", .form = Form::measure, .help = "of data and checkpoints", .units = {UnitKind::size}, .range = positive, .required = true},
      {.path = "costs.storage.month", .form = Form::measure, .help = "price of keeping it for a month", .units = {UnitKind::price_per_size},
       .range = not_negative, .required = true},
      {.path = "costs.draw", .help = "share of the rated power of a server that is drawn, by what its accelerators do"},
      {.path = "costs.draw.computing", .form = Form::number, .help = "while they compute", .range = {0, 1.5}, .fallback = "0.75", .fallback_source = draw_source},
      {.path = "costs.draw.waiting", .form = Form::number, .help = "while they wait", .range = {0, 1.5}, .fallback = "0.75", .fallback_source = draw_source}});
  add_price_fields(fields);
  add_investment_fields(fields);
}

// clang-format on

} // namespace archipelago
