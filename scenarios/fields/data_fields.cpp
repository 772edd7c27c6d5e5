#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {
void add_outage_fields(Fields& fields, const std::string& prefix, const char* of) {
  fields.insert(fields.end(), {
      {.path = prefix, .help = of, .fallback_rule = "none"},
      {.path = prefix + "[]", .help = "an outage"},
      {.path = prefix + "[].at", .form = Form::measure, .help = "begin, from the start of the run", .units = {UnitKind::time},
       .range = not_negative, .required = true},
      {.path = prefix + "[].for", .form = Form::measure, .help = "duration", .units = {UnitKind::time}, .range = positive, .required = true},
      {.path = prefix + "[].factor", .form = Form::number, .help = "share that is left", .range = {0, 1}, .fallback = "0",
       .fallback_source = "a full outage"},
      {.path = prefix + "[].site", .form = Form::text, .help = "where", .fallback_rule = "every site"}});
}
} // namespace

void add_data_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "data", .help = "how training data reaches the learners: \"none\" (it is always there) or an object; absent: unknown", .words = {"none"}},
      {.path = "data.dataset", .form = Form::measure, .help = "size of the training data, or an object", .units = {UnitKind::size}, .range = positive,
       .fallback_rule = "unknown: it is never read twice", .shorthand = "size"},
      {.path = "data.dataset.size", .form = Form::measure, .help = "of all of it, as the loaders hand it out; each learner reads an equal part",
       .units = {UnitKind::size}, .range = positive},
      {.path = "data.dataset.tokens", .form = Form::number, .help = "tokens in it", .range = positive},
      {.path = "data.dataset.bytes_per_token", .form = Form::number, .help = "of what a loader hands out; images, audio and padding count", .range = positive,
       .fallback_rule = "size / tokens, else 2 for a vocabulary below 65,500 and 4 for others (Megatron-LM's index)"},
      {.path = "data.dataset.cached", .form = Form::flag,
       .help = "whether what a learner has read stays at its site: from its second epoch on the store is not asked", .fallback = "false",
       .fallback_source = "cautious: every epoch reads the store"},
      {.path = "data.loader_rate", .form = Form::measure,
       .help = "most that the loaders of one host hand out: a learner has accelerators / node size hosts; samples are sequences",
       .units = {UnitKind::token_rate, UnitKind::sample_rate, UnitKind::bandwidth}, .range = positive, .fallback_rule = "no limit"},
      {.path = "data.storage_bandwidth", .form = Form::measure, .help = "of the store at each site, shared max-min by the learners there",
       .units = {UnitKind::bandwidth}, .range = positive, .fallback_rule = "no limit"},
      {.path = "data.prefetch", .form = Form::count,
       .help = "batches that a learner reads ahead, or a size; 0: a batch is loaded when its step asks for it, and the step waits",
       .units = {UnitKind::size}, .range = not_negative, .fallback = "2", .fallback_source = "PyTorch's DataLoader reads two ahead"},
      {.path = "data.cold_start", .form = Form::measure,
       .help = "from the start of a loader until it reads: opening the dataset and its index; again after each restart of the learner (decoupled: of a worker)",
       .units = {UnitKind::time}, .range = not_negative, .fallback = "0 s", .fallback_source = "not given: a loader reads at once"},
      {.path = "data.shuffle_buffer", .form = Form::measure, .help = "of one learner: as much is read before its first batch", .units = {UnitKind::size},
       .range = not_negative, .fallback = "0 B", .fallback_source = "not given: the order comes from the index"},
      {.path = "data.decoupled", .form = Form::flag,
       .help = "false: loaders run in each learner's hosts, stop with it and start cold after each restart; "
               "true: a loader service at each site serves all its learners, and fails and recovers by itself",
       .fallback = "false", .fallback_source = "loaders inside the job, as PyTorch's DataLoader has them"},
      {.path = "data.service", .help = "the loader service of each site, if decoupled"},
      {.path = "data.service.workers", .form = Form::count, .help = "loader workers at each site", .range = {1, 1e6},
       .fallback_rule = "as many as the learners of the site have hosts"},
      {.path = "data.service.rate", .form = Form::measure, .help = "most that one worker hands out",
       .units = {UnitKind::token_rate, UnitKind::sample_rate, UnitKind::bandwidth}, .range = positive, .fallback_rule = "data.loader_rate"},
      {.path = "data.service.mtbi", .form = Form::measure, .help = "mean time between failures of one worker, exponential; this or law",
       .units = {UnitKind::time}, .range = positive, .fallback_rule = "workers do not fail"},
      {.path = "data.service.law", .help = "law of the time that a worker serves"}});
  add_law_fields(fields, "data.service.law");
  fields.push_back({.path = "data.service.return_delay", .help = "law of the time until a failed worker starts again, cold"});
  add_law_fields(fields, "data.service.return_delay");
  add_outage_fields(fields, "data.service.outages", "times at which the service gives less");
  add_outage_fields(fields, "data.outages", "times at which the store gives less");
  fields.insert(fields.end(), {
      {.path = "data.stalls", .help = "times at which the store gives less, by chance, at each site on its own", .fallback_rule = "none"},
      {.path = "data.stalls.mtbi", .form = Form::measure, .help = "mean time from the end of one to the next, exponential; exactly one of this and law",
       .units = {UnitKind::time}, .range = positive},
      {.path = "data.stalls.law", .help = "law of that time"}});
  add_law_fields(fields, "data.stalls.law");
  fields.push_back({.path = "data.stalls.lasts", .help = "law of their length", .required = true});
  add_law_fields(fields, "data.stalls.lasts");
  fields.push_back({.path = "data.stalls.factor", .form = Form::number, .help = "share of the bandwidth that is left", .range = {0, 1}, .fallback = "0",
   .fallback_source = "nothing is read meanwhile"});
}

// clang-format on

} // namespace archipelago
