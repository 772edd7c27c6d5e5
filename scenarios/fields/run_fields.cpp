#include "scenarios/fields/groups.hpp"

namespace archipelago {

// clang-format off: one row per key reads as a table

void add_run_fields(Fields& fields) {
  fields.insert(fields.end(), {
      {.path = "format", .form = Form::choice, .help = "version of this format", .words = {"archipelago/1"}, .required = true},
      {.path = "name", .form = Form::text, .help = "free text, shown in results", .fallback_rule = "the file's name"},
      {.path = "extends", .form = Form::text,
       .help = "scenario file to inherit from, relative to this one: objects are joined key by key, all else is replaced, null takes a key away"},
      {.path = "extends[]", .form = Form::text, .help = "of several, each is joined onto those before it"},
      {.path = "training", .help = "what a learner trains on", .required = true},
      {.path = "training.tokens_per_step", .form = Form::count, .help = "tokens of one inner step of one learner at full size",
       .range = {1, 1e12}, .required = true},
      {.path = "training.sequence_length", .form = Form::count,
       .help = "tokens per sequence: the attention part of the work per token", .range = {1, 1e12},
       .fallback_rule = "not given: attention work is left out where a step time is derived"},
      {.path = "training.target_tokens", .form = Form::number, .help = "tokens of the whole training run, for time_to_target_s",
       .range = positive, .fallback_rule = "unknown"},
      {.path = "training.optimizer", .form = Form::text, .help = "inner optimizer: adamw, adam, muon, lion, sgd-momentum, sgd",
       .fallback = "adamw", .fallback_source = "inner optimizer of Decoupled DiLoCo (arXiv 2604.21428)"},
      {.path = "training.step_efficiency", .form = Form::number,
       .help = "share of its pace that a learner reaches: every step_time, given or derived, is divided by it", .range = {0, 10, true},
       .fallback = "1", .fallback_source = "steps take as long as stated"},
      {.path = "simulation", .help = "how long and how often to simulate", .required = true},
      {.path = "simulation.horizon", .form = Form::measure,
       .help = "end of the run: a time, steps of the slowest learner, or tokens of all learners",
       .units = {UnitKind::time, UnitKind::steps, UnitKind::tokens}, .range = positive, .required = true},
      {.path = "simulation.warm_up", .form = Form::measure, .help = "beginning that no figure counts, same kind as the horizon",
       .units = {UnitKind::time, UnitKind::steps, UnitKind::tokens}, .range = not_negative, .fallback = "0 s",
       .fallback_source = "all is counted"},
      {.path = "simulation.seeds", .help = "seeds of the random streams, one run each; instead of replications"},
      {.path = "simulation.seeds[]", .form = Form::count, .help = "a seed", .range = {0, 9007199254740992.0}},
      {.path = "simulation.replications", .form = Form::count, .help = "n runs with seeds 1 to n", .range = {1, 100000},
       .fallback = "1", .fallback_source = "one run; give more for intervals"},
      {.path = "simulation.half_width", .form = Form::number,
       .help = "replicate until the 90 % interval of goodput is no wider than +- this; instead of seeds or replications",
       .range = {0, 1, true}},
      {.path = "simulation.chaos", .form = Form::text,
       .help = "losses at dates, separated by commas: kill=learner:west-1@2d, kill=slice:west-1/3@2d..50h, kill=site:west@5h..9h, kill=shard:west-1@2d..50h (of the syncer; syncer:west where it is not sharded), "
               "kill=link:east/west@5h..9h, slow=link:west-wan@5h..9h*0.2. Dates count from the start of the run; a learner or slice without "
               "an end is back after its return_delay, or never; names may be numbers from 1",
       .fallback_rule = "none"},
      {.path = "simulation.chaos[]", .form = Form::text, .help = "such losses, in several texts"},
      {.path = "simulation.fidelity", .form = Form::choice,
       .help = "exact: every step and flow on SimGrid; fast: same rules from an event heap; closed-form: formulas",
       .words = {"exact", "fast", "closed-form"}, .fallback = "exact", .fallback_source = "the judge of the others"}});
}

// clang-format on

} // namespace archipelago
