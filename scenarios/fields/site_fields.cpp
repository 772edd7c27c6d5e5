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
       .range = {0, 10}},
      {.path = "sites[].zone", .form = Form::text, .help = "pricing or failure zone",
       .fallback_rule = "the zone of its catalogue region"}});
}

void add_network_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "network", .form = Form::text,
       .help = "wide-area network: catalogue name or object; required if learners sit at more than one site", .catalogued = true,
       .shorthand = "base"},
      {.path = "network.base", .form = Form::text, .help = "catalogue network to start from"},
      {.path = "network.hubs", .help = "names of nodes that only pass traffic on"},
      {.path = "network.hubs[]", .form = Form::text, .help = "a unique name, also unlike every site"},
      {.path = "network.links",
       .help = "full-duplex links; routes take the least one-way latency, then the fewest links, then the first name"},
      {.path = "network.links[]", .help = "a link"},
      {.path = "network.links[].name", .form = Form::text, .help = "unique name", .fallback_rule = "its two ends"},
      {.path = "network.links[].between", .help = "its two ends: sites or hubs", .required = true},
      {.path = "network.links[].between[]", .form = Form::text, .help = "a site or hub"},
      {.path = "network.links[].bandwidth", .form = Form::measure, .help = "in each direction", .units = {UnitKind::bandwidth},
       .range = positive, .required = true},
      {.path = "network.links[].one_way_latency", .form = Form::measure,
       .help = "one direction; exactly one of this and round_trip_time", .units = {UnitKind::time}, .range = not_negative},
      {.path = "network.links[].round_trip_time", .form = Form::measure, .help = "there and back", .units = {UnitKind::time},
       .range = not_negative},
      {.path = "network.links[].jitter", .form = Form::measure,
       .help = "standard deviation of the latency of one message; only zero in this release", .units = {UnitKind::time},
       .range = not_negative, .fallback = "0 s", .fallback_source = "latency is constant in this release"},
      {.path = "network.links[].price", .form = Form::measure, .help = "of traffic, each direction",
       .units = {UnitKind::price_per_size}, .range = not_negative, .fallback_rule = "costs.egress"}});
  add_transport_fields(fields, "network.links[].transport");
  fields.insert(fields.end(), {
      {.path = "network.links[].outages", .help = "times of reduced bandwidth", .fallback_rule = "none"},
      {.path = "network.links[].outages[]", .help = "an outage"},
      {.path = "network.links[].outages[].at", .form = Form::measure, .help = "begin, from the start of the run",
       .units = {UnitKind::time}, .range = not_negative, .required = true},
      {.path = "network.links[].outages[].for", .form = Form::measure, .help = "duration", .units = {UnitKind::time},
       .range = positive, .required = true},
      {.path = "network.links[].outages[].factor", .form = Form::number, .help = "share of the bandwidth that is left",
       .range = {0, 1}, .fallback = "0", .fallback_source = "a full outage"}});
}

void add_transport_fields(Fields& fields, const std::string& prefix) {
  fields.insert(fields.end(), {
      {.path = prefix,
       .help = "what carries the bytes: rate <= efficiency x bandwidth and, over tcp, <= streams x window / round trip",
       .fallback_rule = "ideal"},
      {.path = prefix + ".kind", .form = Form::choice, .help = "ideal: the full bandwidth at once", .words = {"ideal", "tcp"},
       .fallback = "ideal", .fallback_source = "no protocol overhead unless stated"},
      {.path = prefix + ".streams", .form = Form::count, .help = "parallel TCP streams", .range = {1, 100000}, .fallback = "1",
       .fallback_source = "one connection"},
      {.path = prefix + ".window", .form = Form::measure, .help = "of one stream", .units = {UnitKind::size}, .range = positive,
       .fallback_rule = "never the bound"},
      {.path = prefix + ".efficiency", .form = Form::number, .help = "payload share of the line rate", .range = {0, 1, true},
       .fallback = "1", .fallback_source = "no header overhead unless stated"}});
}

// clang-format on

} // namespace archipelago
