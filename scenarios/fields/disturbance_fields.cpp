#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {
void add_place_fields(Fields& fields, const std::string& prefix, const char* file, bool laws) {
  if (laws) {
    fields.push_back({.path = prefix + ".mtbf", .help = "law of the time from the end of one to the next; needs repair"});
    add_law_fields(fields, prefix + ".mtbf");
    fields.push_back({.path = prefix + ".repair", .help = "law of how long one lasts"});
    add_law_fields(fields, prefix + ".repair");
  }
  fields.insert(fields.end(), {
      {.path = prefix + ".trace", .form = Form::text, .help = file},
      {.path = prefix + ".place", .form = Form::count, .help = "which of the trace's places, from 1 in the order of their first row", .range = {1, 1e7}, .fallback = "1",
       .fallback_source = "the first place of the trace"},
      {.path = prefix + ".offset", .form = Form::measure, .help = "where in the trace the run begins", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "the trace from its begin"}});
}
} // namespace

void add_site_outage_fields(Fields& fields) {
  fields.push_back({.path = "sites[].outages", .help = "times at which the whole site is dark, its learners and links: by laws, drawn anew for each seed, or a trace", .fallback_rule = "none"});
  add_place_fields(fields, "sites[].outages", "file with a trace of outages of sites (site_outage), instead of mtbf and repair; it begins anew at its end", true);
  fields.insert(fields.end(), {
      {.path = "sites[].outages.shards", .form = Form::flag, .help = "whether the site's shards of the syncer lose their state: the run then goes back to a checkpoint",
       .fallback = "false", .fallback_source = "the syncer stands on stable machines of its own (arXiv 2604.21428, section 4)"},
      {.path = "sites[].maintenance", .help = "planned outages of the whole site", .fallback_rule = "none"},
      {.path = "sites[].maintenance.every", .form = Form::measure, .help = "from the begin of one to the next", .units = {UnitKind::time}, .range = positive},
      {.path = "sites[].maintenance.for", .form = Form::measure, .help = "how long one lasts", .units = {UnitKind::time}, .range = positive},
      {.path = "sites[].maintenance.first", .form = Form::measure, .help = "begin of the first, from the start of the run", .units = {UnitKind::time}, .range = not_negative,
       .fallback_rule = "every"},
      {.path = "sites[].maintenance.notice", .form = Form::measure,
       .help = "known so long before: learners stop between two steps, and a job that cannot shrink writes a checkpoint first", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "cautious: it comes unannounced"}});
  add_place_fields(fields, "sites[].maintenance", "file with a trace of maintenance, instead of every and for; it begins anew at its end", false);
}

void add_link_outage_fields(Fields& fields) {
  add_place_fields(fields, "network.links[].outages", "file with a trace of outages of links (link_outage), instead of a list or laws; it begins anew at its end", true);
  fields.push_back({.path = "network.links[].outages.factor", .form = Form::number, .help = "share of the bandwidth that is left", .range = {0, 1}, .fallback = "0",
   .fallback_source = "a full outage"});
}

void add_holding_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "learners[].available.trace", .form = Form::text,
       .help = "file with a trace of spot capacity (capacity_steps, node_join_leave, instance_episodes): slices come and go with its instances; it begins anew at its end"},
      {.path = "learners[].available.map", .form = Form::choice,
       .help = "same: the learners that name the trace share its instances, one a slice; scaled: the share of its slices that the trace holds; tiled: scaled, equal learners spread over the trace",
       .words = {"same", "scaled", "tiled"}, .fallback = "scaled", .fallback_source = "a run seldom has as many slices as the trace has instances"},
      {.path = "learners[].available.offset", .form = Form::measure, .help = "where in the trace the run begins", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "the trace from its begin"},
      {.path = "learners[].available.minimum", .form = Form::count, .help = "slices below which the learner gives back what it holds", .range = {1, 1e9},
       .fallback_rule = "all of its slices"},
      {.path = "learners[].available.notice", .form = Form::measure, .help = "from the announcement of a reclaim to it (30 s to 2 min in clouds): a step that would not end in time is not begun",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "cautious: reclaims come unannounced"}});
}

void add_fail_slow_fields(Fields& fields) {
  fields.push_back({.path = "failures.slow", .help = "spells in which a slice works at a share of its speed, and its learner with it", .fallback_rule = "none"});
  fields.push_back({.path = "failures.slow.between", .help = "law of the time from the end of one spell of a slice to its next; needs length"});
  add_law_fields(fields, "failures.slow.between");
  fields.push_back({.path = "failures.slow.length", .help = "law of how long a spell lasts"});
  add_law_fields(fields, "failures.slow.length");
  fields.insert(fields.end(), {
      {.path = "failures.slow.factor", .help = "least and most of the speed meanwhile, evenly drawn", .fallback_rule = "0.5 to 0.95"},
      {.path = "failures.slow.factor[]", .form = Form::number, .help = "share of the usual speed", .range = {0, 1, true}},
      {.path = "failures.slow.trace", .form = Form::text, .help = "file with a trace of slow spells (slow_spell), instead of laws; it begins anew at its end"},
      {.path = "failures.slow.map", .form = Form::choice, .help = "how the run's nodes look at the trace's, as failures.map", .words = {"same", "tiled", "sampled"}, .fallback = "sampled",
       .fallback_source = "a run is seldom as large as the trace"},
      {.path = "failures.slow.offset", .form = Form::measure, .help = "where in the trace the run begins", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "the trace from its begin"},
      {.path = "failures.corruption", .help = "silent data corruption", .fallback_rule = "none"},
      {.path = "failures.corruption.policy", .form = Form::choice,
       .help = "rollback: once found, the run goes back to a checkpoint from before it; reject-merge: the syncer refuses the learner's merges, it loses its steps and takes a peer's state; "
               "replay: suspected steps are done again at once",
       .words = {"rollback", "reject-merge", "replay"}, .required = true},
      {.path = "failures.corruption.between", .help = "law of the time between corruptions of one accelerator"},
      {.path = "failures.corruption.detection", .help = "law of the time until one is found"},
      {.path = "failures.corruption.replayed", .form = Form::number, .help = "share of the steps that are done again, under replay", .range = {0, 1},
       .fallback = "0.0025", .fallback_source = "0.25 % of the steps of Gemini 2.5 (technical report)"}});
  add_law_fields(fields, "failures.corruption.between");
  add_law_fields(fields, "failures.corruption.detection");
}

// clang-format on

} // namespace archipelago
