#include "scenarios/generators/generator_fields.hpp"

#include "models/failures/traces/trace.hpp"
#include "scenarios/fields/groups.hpp"

namespace archipelago {

namespace {

// clang-format off: one row per key reads as a table

Field time(const char* path, const char* help) { return {.path = path, .form = Form::measure, .help = help, .units = {UnitKind::time}, .range = not_negative}; }
Field number(const std::string& path, const char* help, Range range) { return {.path = path, .form = Form::number, .help = help, .range = range}; }
Field whole(const char* path, const char* help) { return {.path = path, .form = Form::count, .help = help, .range = Range{1, most_nodes}}; }

void add_length_fields(Fields& fields, const std::string& prefix, const char* help) {
  fields.push_back({.path = prefix, .help = help});
  fields.push_back(number(prefix + ".momentary", "share of length zero", share));
  fields.push_back(number(prefix + ".weight", "of the first law among the others; below 1 with a second law", Range{0, 1, true}));
  fields.push_back({.path = prefix + ".first", .help = "law of the first part", .required = true});
  add_law_fields(fields, prefix + ".first");
  fields.push_back({.path = prefix + ".second", .help = "law of the second part"});
  add_law_fields(fields, prefix + ".second");
}

void add_batch_fields(Fields& fields, const std::string& prefix, const char* help) {
  fields.push_back({.path = prefix, .help = help});
  fields.push_back(number(prefix + ".several", "share of the instants that take several", share));
  fields.push_back(number(prefix + ".all", "share of those that take all", share));
  fields.push_back(number(prefix + ".tail", "the others take a share with mean 1 / (1 + tail)", positive));
}

Fields generator_table() {
  Fields fields{
      {.path = "format", .form = Form::choice, .help = "version of the format", .words = {"archipelago-law/1"}, .required = true},
      text_field("name", "free text"), text_field("summary", "what it stands for"), text_field("source", "where the constants come from"), text_field("date", "of the source"),
      {.path = "accelerators_per_node", .form = Form::count, .help = "of the nodes whose rates these are", .range = Range{1, 1000000}},
      {.path = "processes", .help = "what happens to the fleet, each by a law of its own", .required = true},
      {.path = "processes[]", .help = "one process"},
      {.path = "processes[].name", .form = Form::text, .help = "keys its draws: another name, other draws", .required = true},
      {.path = "processes[].kind", .form = Form::choice, .help = "of the trace that it makes",
       .words = {"node_outage", "site_outage", "link_outage", "failure_no_repair_time", "slow_spell", "silent_corruption", "maintenance", "capacity_steps"}, .required = true},
      whole("processes[].domain", "nodes that share incidents"),
      {.path = "processes[].gap", .help = "law of the time between the incidents of a domain"},
      {.path = "processes[].quiet", .help = "gaps that are quiet times, exponential"},
      number("processes[].quiet.share", "of the gaps", share), time("processes[].quiet.mean", "of a quiet time"),
      {.path = "processes[].seasons", .help = "busy and quiet seasons; over a cycle their mean is 1"},
      time("processes[].seasons.length", "of one season"), whole("processes[].seasons.in_a_cycle", "seasons in a cycle"),
      number("processes[].seasons.sigma", "of the lognormal rate factors", not_negative),
      number("processes[].lemons", "sigma of the lognormal weights of nodes", not_negative),
      {.path = "processes[].bursts", .help = "incidents that strike several nodes"},
      number("processes[].bursts.share", "of the incidents", share),
      number("processes[].bursts.size_median", "nodes beyond the first, median of a rounded lognormal", positive),
      number("processes[].bursts.size_sigma", "its sigma", not_negative),
      number("processes[].bursts.simultaneous", "share of the nodes that go together with the one before", share),
      time("processes[].bursts.spread", "mean time to the one before, of the others"),
      number("processes[].shared_length", "share of the variance of lengths that the nodes of a burst have in common", share),
      {.path = "processes[].speed", .help = "of a slow node, against its usual one: uniform between two bounds"},
      number("processes[].speed.least", "lower bound", Range{0, 1, true}), number("processes[].speed.most", "upper bound", Range{0, 1, true}),
      {.path = "processes[].causes", .help = "shares of the causes, by name"},
      {.path = "processes[].causes.*", .form = Form::number, .help = "share of this cause", .range = positive},
      time("processes[].period", "between two maintenance windows"), number("processes[].jitter", "of the period, at most", Range{0, 0.5}),
      whole("processes[].batches", "in which the nodes go down, one after the other"),
      {.path = "processes[].per_instance", .form = Form::flag, .help = "whether each instance has its own risk of being reclaimed"},
      number("processes[].held_at_start", "share of what is asked for", share)};
  add_law_fields(fields, "processes[].gap");
  add_length_fields(fields, "processes[].length", "how long it lasts");
  add_length_fields(fields, "processes[].loss_gap", "time between reclaims");
  add_length_fields(fields, "processes[].grant_gap", "time between returns");
  add_batch_fields(fields, "processes[].losses", "how many instances a reclaim takes");
  add_batch_fields(fields, "processes[].returns", "how many instances come back at once");
  return fields;
}

// clang-format on

} // namespace

const FieldTree& generator_fields() {
  static const Fields fields = generator_table();
  static const FieldTree tree(fields);
  return tree;
}

std::string generator_reference_markdown() { return reference_markdown(generator_table()); }

} // namespace archipelago
