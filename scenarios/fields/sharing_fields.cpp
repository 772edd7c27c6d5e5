// How bandwidth changes with the time of day, what links share, the second path, and who else is on them.
#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {

void add_profile_fields(Fields& fields, const std::string& prefix, const char* help, const char* factor) {
  fields.insert(fields.end(), {
      {.path = prefix, .help = help, .fallback_rule = "the same at all times"},
      {.path = prefix + ".period", .form = Form::measure, .help = "after which it begins anew", .units = {UnitKind::time}, .range = positive,
       .fallback = "24 h", .fallback_source = "a day"},
      {.path = prefix + ".shift", .form = Form::measure, .help = "by how much later all points are: another time zone, or an earlier hour of the run's start",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "the run begins at the begin of the period"},
      {.path = prefix + ".points", .help = "from each point its factor holds until the next; before the first one that of the last", .required = true},
      {.path = prefix + ".points[]", .help = "a point"},
      {.path = prefix + ".points[].at", .form = Form::measure, .help = "date in the period", .units = {UnitKind::time}, .range = not_negative, .required = true},
      {.path = prefix + ".points[].factor", .form = Form::number, .help = factor, .range = share, .required = true}});
}

} // namespace

void add_day_fields(Fields& fields, const std::string& prefix) {
  add_profile_fields(fields, prefix + ".profile", "how its bandwidth changes with the time of day; times what outages leave", "share of the bandwidth");
  fields.insert(fields.end(), {
      {.path = prefix + ".background", .help = "others' traffic in each direction that does not give way", .fallback_rule = "none"},
      {.path = prefix + ".background.share", .form = Form::number, .help = "what it takes of what the link carries", .range = {0, 1}, .required = true}});
  add_profile_fields(fields, prefix + ".background.profile", "how it changes with the time of day", "share of it");
}

void add_sharing_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "network.backbones", .help = "bandwidth that several links share, in each direction: a submarine cable, a provider's egress", .fallback_rule = "none"},
      {.path = "network.backbones[]", .help = "a backbone"},
      {.path = "network.backbones[].name", .form = Form::text, .help = "unique name, also unlike every link", .required = true},
      {.path = "network.backbones[].bandwidth", .form = Form::measure, .help = "of all its links together, in each direction", .units = {UnitKind::bandwidth},
       .range = positive, .required = true},
      {.path = "network.backbones[].links", .help = "its links; a direction of it is the same direction of each, as between has it; exactly one of this and site"},
      {.path = "network.backbones[].links[]", .form = Form::text, .help = "name of a link"},
      {.path = "network.backbones[].site", .form = Form::text, .help = "all links of this site or hub: what leaves it is one direction, what enters it the other"}});
  add_day_fields(fields, "network.backbones[]");
  fields.insert(fields.end(), {
      {.path = "network.multipath", .form = Form::choice,
       .help = "second path between two sites, sharing no link with the first: failover sends flows there while the first is down (those under way move with "
               "what is left of them), split sends a share of each flow there", .words = {"none", "failover", "split"}, .fallback = "none",
       .fallback_source = "one route for each pair"},
      {.path = "network.failover_delay", .form = Form::measure, .help = "from a path's loss until flows are sent the other way, of failover and split",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "routing converges at once; minutes are common between providers"},
      {.path = "network.background_flows", .help = "others' transfers between sites, each competing like one of the run's own", .fallback_rule = "none"},
      {.path = "network.background_flows[]", .help = "transfers of one kind"},
      {.path = "network.background_flows[].name", .form = Form::text, .help = "unique name", .required = true},
      {.path = "network.background_flows[].from", .form = Form::text, .help = "a site", .required = true},
      {.path = "network.background_flows[].to", .form = Form::text, .help = "another site", .required = true},
      {.path = "network.background_flows[].both_ways", .form = Form::flag, .help = "as many the other way", .fallback = "false", .fallback_source = "not stated"},
      {.path = "network.background_flows[].flows", .form = Form::count, .help = "at a time", .range = {1, 10000}, .fallback = "1", .fallback_source = "one flow"},
      {.path = "network.background_flows[].size", .form = Form::measure, .help = "mean of one transfer", .units = {UnitKind::size}, .range = positive,
       .fallback_rule = "they never end"},
      {.path = "network.background_flows[].size_cv", .form = Form::number, .help = "standard deviation / mean of the sizes, lognormal", .range = {0, 100},
       .fallback = "0", .fallback_source = "all of one size"},
      {.path = "network.background_flows[].gap", .help = "law of the time from the end of a transfer to the begin of the next", .fallback_rule = "none: one after the other"}});
  add_law_fields(fields, "network.background_flows[].gap");
  fields.insert(fields.end(), {
      {.path = "network.neighbours", .help = "other jobs that synchronize over the same links: a ring all-reduce over their sites, again and again", .fallback_rule = "none"},
      {.path = "network.neighbours[]", .help = "another job"},
      {.path = "network.neighbours[].name", .form = Form::text, .help = "unique name", .required = true},
      {.path = "network.neighbours[].sites", .help = "two sites or more, in the order of its ring", .required = true},
      {.path = "network.neighbours[].sites[]", .form = Form::text, .help = "a site"},
      {.path = "network.neighbours[].bytes", .form = Form::measure, .help = "of one synchronization; 2 (n-1)/n of it leaves each of n sites", .units = {UnitKind::size},
       .range = positive, .required = true},
      {.path = "network.neighbours[].interval", .form = Form::measure, .help = "from the begin of one synchronization to the next; from its end, of a job that is blocking",
       .units = {UnitKind::time}, .range = positive, .required = true},
      {.path = "network.neighbours[].first", .form = Form::measure, .help = "date of its first synchronization", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "it is there from the start"},
      {.path = "network.neighbours[].blocking", .form = Form::flag, .help = "its learners wait for each synchronization", .fallback = "false",
       .fallback_source = "hidden behind its steps, as in streaming and decoupled schemes"}});
}

// clang-format on

} // namespace archipelago
