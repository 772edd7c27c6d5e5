#include "models/hardware/attention_model.hpp"
#include "models/workload/layout.hpp"
#include "scenarios/fields/groups.hpp"

namespace archipelago {

namespace {

const char* const predicted_or_mfu = "predicted where the model has all its dimensions, else from work per token and the accelerator's MFU";

template <std::size_t count> std::vector<std::string> words(const std::array<std::string_view, count>& names) {
  return {names.begin(), names.end()};
}

} // namespace

// clang-format off: one row per key reads as a table

void add_learner_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "learners",
       .help = "independent training loops; under data-parallel and elastic-data-parallel the replica groups of one lock-step job",
       .required = true},
      {.path = "learners[]", .help = "a learner, or count equal ones"},
      {.path = "learners[].name", .form = Form::text, .help = "unique name; n > 1 gives name-1 ... name-n", .required = true},
      {.path = "learners[].count", .form = Form::count, .help = "how many of these; 0: none", .range = {0, 100000}, .fallback = "1",
       .fallback_source = "one learner"},
      {.path = "learners[].site", .form = Form::text, .help = "name of its site", .fallback_rule = "the only site"},
      {.path = "learners[].accelerator", .form = Form::text, .help = "catalogue name or object", .required = true,
       .catalogued = true, .shorthand = "base"}});
  add_accelerator_fields(fields, "learners[].accelerator");
  fields.insert(fields.end(), {
      {.path = "learners[].accelerators", .form = Form::count, .help = "at full size", .range = {1, 1e9}, .required = true},
      {.path = "learners[].slice_size", .form = Form::count, .help = "accelerators that are lost together; divides accelerators",
       .range = {1, 1e9}, .fallback_rule = "node size of the accelerator, at most all"},
      {.path = "learners[].framework", .form = Form::text,
       .help = "training software: its overlaps, host times and efficiency count where a step is predicted (llm-foundry, maxtext, "
               "megatron-bridge, mlperf, nemo, vtrain have measured steps; any other name is a label)",
       .fallback_rule = "today's fused stacks"},
      {.path = "learners[].attention", .form = Form::choice, .help = "attention kernel of a predicted step, one that the accelerator's profile has",
       .words = words(attention_kernel_names), .fallback_rule = "the framework's, else the first of the profile"},
      {.path = "learners[].efficiency", .form = Form::number,
       .help = "what your own steps reach of their kernels alone, of a predicted step: 1 is no loss",
       .range = {0, 2, true}, .fallback_rule = "by framework and accelerator, from measured steps"},
      {.path = "learners[].price", .form = Form::measure, .help = "of one accelerator, instead of costs.accelerator_hour",
       .units = {UnitKind::price_per_hour}, .range = not_negative},
      {.path = "learners[].price_category", .form = Form::choice, .help = "what kind of price that is, for the ledger",
       .words = {"on-demand", "committed", "spot", "owned"}, .fallback_rule = "not stated"},
      {.path = "learners[].available", .help = "times at which its capacity is held, in order", .fallback_rule = "always"},
      {.path = "learners[].available[]", .help = "from and to"},
      {.path = "learners[].available[][]", .form = Form::measure, .help = "from the start of the run", .units = {UnitKind::time},
       .range = not_negative},
      {.path = "learners[].step_time", .form = Form::measure, .help = "of one inner step at full size: a time or an object",
       .units = {UnitKind::time}, .range = positive, .fallback_rule = predicted_or_mfu, .shorthand = "mean"},
      {.path = "learners[].step_time.mean", .form = Form::measure, .help = "mean step time", .units = {UnitKind::time},
       .range = positive, .fallback_rule = predicted_or_mfu},
      {.path = "learners[].step_time.law", .form = Form::choice, .help = "spread from step to step",
       .words = {"constant", "normal", "lognormal"},
       .fallback_rule = "constant where the mean is given or from MFU; lognormal where it is predicted"},
      {.path = "learners[].step_time.cv", .form = Form::number, .help = "standard deviation / mean, of normal and lognormal",
       .range = share, .fallback_rule = "0.01 where the law is the default of a predicted step"},
      {.path = "learners[].layout", .form = Form::choice,
       .help = "split of the model over the learner's accelerators: auto searches the fastest that fits; of an object, what is not given is searched",
       .words = {"auto"}, .fallback_rule = "auto"}});
  add_layout_fields(fields, "learners[].layout");
  add_holding_fields(fields);
}

void add_layout_fields(Fields& fields, const std::string& prefix) {
  const auto group = [&](const char* key, const char* help) {
    return Field{.path = prefix + key, .form = Form::count, .help = help, .range = {1, 1e6}, .fallback_rule = "searched"};
  };
  fields.insert(fields.end(), {
      group(".tensor", "accelerators that share each matrix; divides the heads"), group(".pipeline", "stages that hold consecutive layers"),
      group(".virtual_stages", "pieces of a stage that take turns (interleaved pipeline)"),
      group(".context", "accelerators that share each sequence"), group(".expert", "accelerators that share the experts of a mixture"),
      group(".data", "replicas of the learner's model that share its batch: tensor x pipeline x context x data = accelerators"),
      group(".micro_batch", "sequences in one pass of a replica"),
      {.path = prefix + ".sharding", .form = Form::choice, .help = "state that the data group splits: ZeRO 1, 2 and 3",
       .words = words(sharding_names), .fallback_rule = "searched"},
      {.path = prefix + ".recompute", .form = Form::choice, .help = "activations computed again in the backward pass: all but matrix products, or all",
       .words = words(recompute_names), .fallback_rule = "searched"}});
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
      {.path = prefix + ".server_power", .form = Form::measure, .help = "rated power of its server over the accelerators in it, for energy",
       .units = {UnitKind::power}, .range = positive},
      {.path = prefix + ".mfu", .form = Form::number,
       .help = "model FLOPs utilization reached in training: given in a scenario, step times follow from it", .range = {0, 1, true}},
      {.path = prefix + ".mfu_source", .form = Form::text, .help = "where the MFU was measured"},
      {.path = prefix + ".profile", .form = Form::text,
       .help = "file.json that calibrate wrote, or catalogue accelerator whose measured kernels it shares, scaled by their data sheets",
       .fallback_rule = "its own, or its base's"},
      {.path = prefix + ".source", .form = Form::text, .help = "where the data come from"},
      {.path = prefix + ".date", .form = Form::text, .help = "as of"}});
}

// clang-format on

} // namespace archipelago
