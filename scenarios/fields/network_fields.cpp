#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

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
       .help = "standard deviation of the one-way latency from message to message (gamma law, its mean the latency given)",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "every message takes the latency given"},
      {.path = "network.links[].price", .form = Form::measure, .help = "of traffic, each direction",
       .units = {UnitKind::price_per_size}, .range = not_negative, .fallback_rule = "costs.egress"},
      {.path = "network.links[].source", .form = Form::text, .help = "where the figures of this link come from; the result says it"}});
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
  add_link_outage_fields(fields);
  add_day_fields(fields, "network.links[]");
  add_sharing_fields(fields);
}

void add_transport_fields(Fields& fields, const std::string& prefix) {
  fields.insert(fields.end(), {
      {.path = prefix,
       .help = "what carries the bytes: rate <= efficiency x (1 - loss) x bandwidth and, over tcp, <= streams x window / round trip and what losses allow",
       .fallback_rule = "ideal"},
      {.path = prefix + ".kind", .form = Form::choice, .help = "ideal: the full bandwidth at once", .words = {"ideal", "tcp"},
       .fallback = "ideal", .fallback_source = "no protocol overhead unless stated"},
      {.path = prefix + ".streams", .form = Form::count, .help = "parallel TCP streams", .range = {1, 100000}, .fallback = "1",
       .fallback_source = "one connection"},
      {.path = prefix + ".window", .form = Form::measure, .help = "of one stream", .units = {UnitKind::size}, .range = positive,
       .fallback_rule = "never the bound"},
      {.path = prefix + ".loss", .form = Form::number, .help = "probability that a packet is lost; over several links they add up", .range = {0, 0.5},
       .fallback = "0", .fallback_source = "no losses unless stated"},
      {.path = prefix + ".segment", .form = Form::measure, .help = "payload of one packet", .units = {UnitKind::size}, .range = positive,
       .fallback = "1460 B", .fallback_source = "Ethernet frames of 1500 B less headers"},
      {.path = prefix + ".congestion", .form = Form::choice,
       .help = "how a stream answers losses: reno 1.22 segments / (round trip x sqrt(loss)) (Mathis 1997), cubic (RFC 9438), bbr not at all (up to 15 %)",
       .words = {"reno", "cubic", "bbr"}, .fallback = "cubic", .fallback_source = "the default of Linux"},
      {.path = prefix + ".slow_start", .form = Form::flag,
       .help = "every transfer begins with 10 segments a stream in flight and doubles them each round trip, as after an idle time",
       .fallback = "false", .fallback_source = "transfers are long against it"},
      {.path = prefix + ".efficiency", .form = Form::number, .help = "payload share of the line rate", .range = {0, 1, true},
       .fallback = "1", .fallback_source = "no header overhead unless stated"}});
}

// clang-format on

} // namespace archipelago
