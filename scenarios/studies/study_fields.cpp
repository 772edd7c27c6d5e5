#include "scenarios/studies/study_fields.hpp"

#include "scenarios/fields/groups.hpp"

namespace archipelago {

namespace {

Fields study_table() {
  return {
      {.path = "format", .form = Form::choice, .help = "version of the format", .words = {"archipelago-study/1"}, .required = true},
      {.path = "name", .form = Form::text, .help = "free text"},
      {.path = "scenario", .form = Form::text, .help = "scenario file, relative to this file", .required = true},
      {.path = "set", .help = "keys of the scenario with the values they have at every point; ${n / 2} in a text is worked out from variables"},
      {.path = "vary", .help = "what is varied, the last fastest"},
      {.path = "vary[]", .help = "one axis"},
      {.path = "vary[].key", .form = Form::text, .help = "key of the scenario"},
      {.path = "vary[].keys", .help = "keys in lock step, instead of key"},
      {.path = "vary[].keys[]", .form = Form::text, .help = "one of them"},
      {.path = "vary[].variable", .form = Form::text, .help = "name for ${...} in set and $name in where, instead of key"},
      {.path = "vary[].values", .help = "list; with keys a list of lists"},
      {.path = "vary[].range", .form = Form::text, .help = "instead of values: `8..64/8` (step), `8..64*2` (factor), `8..64#5` (number), `1..9#4log`; `1..9` and `1..9#log` for any value between"},
      {.path = "where", .help = "constraints; a point that fails one is left out"},
      {.path = "where[]", .form = Form::text, .help = "such as `protocol.overlap * 4 <= protocol.sync_interval`"},
      {.path = "design", .form = Form::text, .help = "`grid`, `sobol:POINTS` or `latin-hypercube:POINTS:SEED`", .fallback = "grid"},
      {.path = "goal", .form = Form::text, .help = "what is best: `min` or `max` and a figure of the result", .fallback = "max goodput"},
      {.path = "constraints", .help = "of `plan`: figures of the result with `at_least` or `at_most`; `site_power` or `site_power.SITE` with `at_most`; `zones`: a list; `memory`: `fits`"},
      {.path = "seeds", .help = "the same at every point", .fallback_rule = "the scenario's"},
      {.path = "seeds[]", .form = Form::count, .help = "a seed", .range = not_negative},
      {.path = "replications", .form = Form::count, .help = "seeds 1 to n, instead of seeds", .range = {1, 1e6}},
      {.path = "half_width", .form = Form::number, .help = "of the goal's 90 % interval at every point; seeds are added until it is reached", .range = positive},
      {.path = "most_replications", .form = Form::count, .help = "seeds of a point at most, with half_width", .range = {1, 1e6}, .fallback = "64"}};
}

const Fields& study_field_list() {
  static const Fields kept = study_table();
  return kept;
}

} // namespace

const FieldTree& study_fields() {
  static const FieldTree tree(study_field_list());
  return tree;
}

std::string study_reference_markdown() { return reference_markdown(study_field_list()); }

} // namespace archipelago
