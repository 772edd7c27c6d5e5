#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

void add_site_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "sites", .help = "places with accelerators", .required = true},
      {.path = "sites[]", .help = "a site"},
      {.path = "sites[].name", .form = Form::text, .help = "unique name", .required = true},
      {.path = "sites[].region", .form = Form::text,
       .help = "where it is: a catalogue region (its zone is then known) or free text; a catalogue network may name its ends by region"},
      {.path = "sites[].lan", .help = "each learner's own full-duplex link to the switch of its site",
       .fallback_rule = "no limit"},
      {.path = "sites[].lan.bandwidth", .form = Form::measure, .help = "in each direction", .units = {UnitKind::bandwidth},
       .range = positive, .required = true},
      {.path = "sites[].lan.one_way_latency", .form = Form::measure, .help = "learner to switch", .units = {UnitKind::time},
       .range = not_negative, .fallback = "10 us", .fallback_source = "a few switch hops inside a building"}});
  add_transport_fields(fields, "sites[].lan.transport");
  fields.insert(fields.end(), {
      {.path = "sites[].power_price", .form = Form::measure, .help = "of electrical energy",
       .units = {UnitKind::price_per_energy}, .range = not_negative},
      {.path = "sites[].pue", .form = Form::number, .help = "power usage effectiveness: facility power / computer power",
       .range = {1, 10}},
      {.path = "sites[].carbon", .form = Form::number, .help = "carbon intensity of the energy, kg CO2e per kWh",
       .range = {0, 10}, .fallback_rule = "that of its catalogue region, where it is known"},
      {.path = "sites[].zone", .form = Form::text, .help = "pricing or failure zone",
       .fallback_rule = "the zone of its catalogue region"}});
  add_site_outage_fields(fields);
  fields.insert(fields.end(), {
      {.path = "compliance", .help = "rules that report holds what crosses the borders between zones against; a run does not change"},
      {.path = "compliance.parameters_stay_in", .help = "zones whose learners' parameters and updates may not leave them, nor others' enter", .required = true},
      {.path = "compliance.parameters_stay_in[]", .form = Form::text, .help = "the zone of at least one site"}});
}

// clang-format on

} // namespace archipelago
