#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

namespace {
const char* const fitted = "fitted to Table 1 of arXiv 2604.21428, which does not publish it";
} // namespace

void add_failure_fields(Fields& fields) {
  const auto time = [](const char* path, const char* help, const char* fallback, const char* source) {
    return Field{.path = path, .form = Form::measure, .help = help, .units = {UnitKind::time}, .range = not_negative,
     .fallback = fallback, .fallback_source = source};
  };
  fields.insert(fields.end(), {
      {.path = "failures", .form = Form::text, .help = "\"none\", a catalogue name, or an object; absent: unknown",
       .words = {"none"}, .catalogued = true, .shorthand = "base"},
      {.path = "failures.base", .form = Form::text, .help = "catalogue failures to start from"},
      {.path = "failures.mtbi", .form = Form::measure,
       .help = "mean time between interruptions of one accelerator, exponential; exactly one of this, law, trace and generator",
       .units = {UnitKind::time}, .range = positive},
      {.path = "failures.law", .help = "law of the time between interruptions of one accelerator"}});
  add_law_fields(fields, "failures.law");
  fields.push_back({.path = "failures.return_delay", .help = "law of the time from a failure until the slice is back; with recovery, of the repair",
   .fallback_rule = "exponential, mean 36 s"});
  add_law_fields(fields, "failures.return_delay");
  add_recovery_fields(fields);
  fields.insert(fields.end(), {
      time("failures.downscale", "pause of a learner when slices go", "13 s", fitted),
      time("failures.upscale", "pause of a learner when slices come back", "13 s", fitted),
      time("failures.detection", "from a failure to the begin of the downscale", "0 s", "detection is part of the fitted downscale"),
      time("failures.restart", "of a job that cannot shrink, or of a learner without a healthy peer", "49 s", fitted),
      {.path = "failures.trace", .form = Form::text,
       .help = "file with a trace of node outages (archipelago-trace/1 with nodes and horizon_s on top) to replay instead of mtbi or law; it begins anew at its end"},
      {.path = "failures.generator", .form = Form::text,
       .help = "catalogue generator, or file (archipelago-law/1, .json), that draws outages of nodes anew for each seed, each site for itself"},
      {.path = "failures.map", .form = Form::choice, .help = "how the run's nodes look at the trace's: the same, copies that do not fail together, or a sample (another one for each seed)",
       .words = {"same", "tiled", "sampled"}, .fallback = "sampled", .fallback_source = "a run is seldom as large as the trace"},
      {.path = "failures.offset", .form = Form::measure, .help = "where in the trace, or in the generator's time, the run begins", .units = {UnitKind::time}, .range = not_negative,
       .fallback = "0 s", .fallback_source = "from its begin"}});
  add_fail_slow_fields(fields);
}

void add_law_fields(Fields& fields, const std::string& prefix) {
  const auto time = [&](const char* key, const char* help) {
    return Field{.path = prefix + key, .form = Form::measure, .help = help, .units = {UnitKind::time}, .range = positive};
  };
  const auto number = [&](const char* key, const char* help) {
    return Field{.path = prefix + key, .form = Form::number, .help = help, .range = positive};
  };
  fields.insert(fields.end(), {
      {.path = prefix + ".law", .form = Form::choice, .help = "name of the law",
       .words = {"exponential", "weibull", "exponentiated-weibull", "lognormal", "constant"}, .required = true},
      time(".mean", "of exponential"), time(".scale", "of weibull and exponentiated-weibull"), number(".shape", "of weibull and exponentiated-weibull"),
      number(".exponent", "of exponentiated-weibull"), time(".median", "of lognormal"), number(".sigma", "of lognormal"), time(".value", "of constant")});
}

void add_storage_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "checkpoints", .help = "\"none\" or an object; absent: unknown", .words = {"none"}},
      {.path = "checkpoints.interval", .form = Form::measure,
       .help = "work between two checkpoints; optimal (Daly 2006) or young (Young 1974, sqrt(2 write MTBF)) where failures are known", .words = {"optimal", "young"},
       .units = {UnitKind::time}, .range = positive, .fallback = "optimal",
       .fallback_source = "the interval that loses least time (Daly 2006)"},
      {.path = "checkpoints.size", .form = Form::measure, .help = "state of one learner", .units = {UnitKind::size},
       .range = positive, .fallback_rule = "3 x parameters x bytes per value: weights and two moments"},
      {.path = "checkpoints.bandwidth", .form = Form::measure, .help = "of one learner to its storage",
       .units = {UnitKind::bandwidth}, .range = positive, .fallback_rule = "no limit"},
      {.path = "checkpoints.blocking", .form = Form::flag, .help = "whether training pauses while it is written",
       .fallback = "true", .fallback_source = "cautious: nothing is hidden"},
      {.path = "checkpoints.snapshot", .form = Form::measure, .help = "pause before a write that does not block: copying the state", .units = {UnitKind::time},
       .range = not_negative, .fallback = "0 s", .fallback_source = "hidden"},
      {.path = "checkpoints.storage_bandwidth", .form = Form::measure,
       .help = "of all learners of a site together, writes and reads: shared max-min fair, each learner under its own bandwidth",
       .units = {UnitKind::bandwidth}, .range = positive, .fallback_rule = "no limit"},
      {.path = "checkpoints.memory", .help = "copies in the memory of other nodes of the learner: they survive the loss of a slice, not of the whole learner",
       .fallback_rule = "none"},
      {.path = "checkpoints.memory.interval", .form = Form::measure, .help = "work between two copies", .units = {UnitKind::time}, .range = positive, .required = true},
      {.path = "checkpoints.memory.bandwidth", .form = Form::measure, .help = "of one learner's copy and of reading it back; training pauses meanwhile",
       .units = {UnitKind::bandwidth}, .range = positive, .fallback_rule = "no limit"}});
  add_data_fields(fields);
}

// clang-format on

} // namespace archipelago
