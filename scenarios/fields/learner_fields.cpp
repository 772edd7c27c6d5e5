#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

void add_learner_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "learners",
       .help = "independent training loops; under data-parallel and elastic-data-parallel the replica groups of one lock-step job",
       .required = true},
      {.path = "learners[]", .help = "a learner, or count equal ones"},
      {.path = "learners[].name", .form = Form::text, .help = "unique name; n > 1 gives name-1 ... name-n", .required = true},
      {.path = "learners[].count", .form = Form::count, .help = "how many of these", .range = {1, 100000}, .fallback = "1",
       .fallback_source = "one learner"},
      {.path = "learners[].site", .form = Form::text, .help = "name of its site", .fallback_rule = "the only site"},
      {.path = "learners[].accelerator", .form = Form::text, .help = "catalogue name or object", .required = true,
       .catalogued = true, .shorthand = "base"}});
  add_accelerator_fields(fields, "learners[].accelerator");
  fields.insert(fields.end(), {
      {.path = "learners[].accelerators", .form = Form::count, .help = "at full size", .range = {1, 1e9}, .required = true},
      {.path = "learners[].slice_size", .form = Form::count, .help = "accelerators that are lost together; divides accelerators",
       .range = {1, 1e9}, .fallback_rule = "node size of the accelerator, at most all"},
      {.path = "learners[].framework", .form = Form::text, .help = "training software, shown in results"},
      {.path = "learners[].attention", .form = Form::text, .help = "attention kernel", .later = true},
      {.path = "learners[].price", .form = Form::measure, .help = "of one accelerator, instead of costs.accelerator_hour",
       .units = {UnitKind::price_per_hour}, .range = not_negative},
      {.path = "learners[].available", .help = "times at which its capacity is held, in order", .fallback_rule = "always"},
      {.path = "learners[].available[]", .help = "from and to"},
      {.path = "learners[].available[][]", .form = Form::measure, .help = "from the start of the run", .units = {UnitKind::time},
       .range = not_negative},
      {.path = "learners[].available.trace", .form = Form::text, .help = "file with an availability trace", .later = true},
      {.path = "learners[].step_time", .form = Form::measure, .help = "of one inner step at full size: a time or an object",
       .units = {UnitKind::time}, .range = positive, .fallback_rule = "from work per token and the accelerator's MFU",
       .shorthand = "mean"},
      {.path = "learners[].step_time.mean", .form = Form::measure, .help = "mean step time", .units = {UnitKind::time},
       .range = positive, .fallback_rule = "from work per token and the accelerator's MFU"},
      {.path = "learners[].step_time.law", .form = Form::choice, .help = "spread from step to step",
       .words = {"constant", "normal", "lognormal"}, .fallback = "constant",
       .fallback_source = "constant speed, as in the failure study of arXiv 2604.21428"},
      {.path = "learners[].step_time.cv", .form = Form::number, .help = "standard deviation / mean, of normal and lognormal",
       .range = share},
      {.path = "learners[].layout", .form = Form::choice, .help = "split of the model over the learner's accelerators",
       .words = {"auto"}, .fallback_rule = "auto"}});
  for (const char* key : {"tensor", "pipeline", "virtual_stages", "context", "expert", "data", "micro_batch", "sharding", "recompute"})
    fields.push_back({.path = std::string("learners[].layout.") + key, .form = Form::text, .help = "part of a layout",
     .later = true});
}

void add_accelerator_fields(Fields& fields, const std::string& prefix) {
  const auto rate = [&](const char* key, const char* help) {
    return Field{.path = prefix + key, .form = Form::measure, .help = help, .units = {UnitKind::flop_rate}, .range = positive};
  };
  fields.insert(fields.end(), {
      {.path = prefix + ".base", .form = Form::text, .help = "catalogue accelerator to start from"},
      {.path = prefix + ".name", .form = Form::text, .help = "name in results and prices", .fallback_rule = "that of its base"},
      {.path = prefix + ".vendor", .form = Form::text, .help = "maker"},
      rate(".peak_bf16", "dense peak rate in bf16"), rate(".peak_fp8", "dense peak rate in fp8"), rate(".peak_fp4", "dense peak rate in fp4"),
      {.path = prefix + ".memory", .form = Form::measure, .help = "of one accelerator", .units = {UnitKind::size},
       .range = positive},
      {.path = prefix + ".memory_bandwidth", .form = Form::measure, .help = "of that memory", .units = {UnitKind::bandwidth},
       .range = positive},
      {.path = prefix + ".interconnect", .form = Form::measure, .help = "inside the node or slice, one direction",
       .units = {UnitKind::bandwidth}, .range = positive},
      {.path = prefix + ".node_size", .form = Form::count, .help = "accelerators that fail together by default",
       .range = {1, 100000}, .fallback_rule = "8"},
      {.path = prefix + ".domain_size", .form = Form::count,
       .help = "accelerators that the fast interconnect reaches: a node, an NVLink rack, a TPU slice", .range = {1, 100000},
       .fallback_rule = "node_size"},
      {.path = prefix + ".power", .form = Form::measure, .help = "rated power", .units = {UnitKind::power}, .range = positive},
      {.path = prefix + ".mfu", .form = Form::number,
       .help = "model FLOPs utilization reached in training, to derive step times", .range = {0, 1, true}},
      {.path = prefix + ".mfu_source", .form = Form::text, .help = "where the MFU was measured"},
      {.path = prefix + ".source", .form = Form::text, .help = "where the data come from"},
      {.path = prefix + ".date", .form = Form::text, .help = "as of"}});
}

// clang-format on

} // namespace archipelago
