#include "scenarios/questionnaire/questionnaire.hpp"

#include "scenarios/check/check_fields.hpp"
#include "scenarios/fields/field_tree.hpp"
#include "scenarios/fields/groups.hpp"
#include "scenarios/format/document.hpp"

namespace archipelago {

namespace {

// clang-format off: one row per key reads as a table

Field part(const char* path, const char* help) { return {.path = path, .help = help}; }
Field of(const char* path, UnitKind unit, const char* help) { return {.path = path, .form = Form::measure, .help = help, .units = {unit}, .range = not_negative}; }
Field part_of_time(const char* path, const char* help) { return {.path = path, .form = Form::number, .help = help, .range = share}; }
Field flag(const char* path, const char* help) { return {.path = path, .form = Form::flag, .help = help}; }
Field number(const char* path, const char* help) { return {.path = path, .form = Form::number, .help = help, .range = not_negative}; }

Fields questionnaire_table() {
  return {
      {.path = "format", .form = Form::choice, .help = "version of the format", .words = {"archipelago-questionnaire/1"}, .required = true},
      text_field("name", "what the answers are about"), text_field("date", "as of"), text_field("answered_by", "role, such as the platform team"),
      part("compute", "the training as it runs"),
      of("compute.step_time", UnitKind::time, "mean time of a step"), part_of_time("compute.mfu", "model FLOPs utilization"),
      part_of_time("compute.host_share", "share of time in which accelerators wait for the host"), number("compute.interruptions_per_week", "of the whole job"),
      of("compute.detection_time", UnitKind::time, "until an interruption is noticed"), of("compute.restart_time", UnitKind::time, "from then until steps go on: node, image, initialisation, loading"),
      part("data", "data loading"),
      part_of_time("data.wait_share", "share of time in which steps wait for data"), of("data.loader_rate", UnitKind::bandwidth, "what the loaders hand out, all together"),
      of("data.dataset_size", UnitKind::size, "of all training data"), text_field("data.location", "where it lies, against where it is used"), flag("data.cached", "whether what was read stays beside the accelerators"),
      part("storage", "checkpoints and their store"),
      of("storage.read_bandwidth", UnitKind::bandwidth, "of the store, all together"), of("storage.checkpoint_size", UnitKind::size, "of one checkpoint"),
      of("storage.checkpoint_interval", UnitKind::time, "between two checkpoints"), of("storage.checkpoint_time", UnitKind::time, "for which steps stand still at each; 0 s where none do"),
      part("network", "between accelerators and between sites"),
      part_of_time("network.exposed_share", "share of time in which steps wait for communication"), of("network.inside_bandwidth", UnitKind::bandwidth, "of one accelerator to others at its site"),
      of("network.between_sites_bandwidth", UnitKind::bandwidth, "of the line between sites"), of("network.round_trip_time", UnitKind::time, "between sites"),
      flag("network.measured", "whether these were measured, not read from a contract"),
      part("accelerators", "inventory"), part("accelerators[]", "one kind at one site"),
      text_field("accelerators[].name", "catalogue name or free text"), {.path = "accelerators[].count", .form = Form::count, .help = "how many", .range = Range{1, 1e9}},
      text_field("accelerators[].site", "where"), text_field("accelerators[].provider", "own, or whose"), text_field("accelerators[].software", "driver and toolkit, such as CUDA 12.4 or ROCm 6.2"),
      part("software", "inventory"),
      text_field("software.framework", "training framework and version"), text_field("software.collectives", "library, such as NCCL 2.21"), text_field("software.scheduler", "that places jobs"),
      text_field("software.containers", "images and registry"), text_field("software.cloud", "training platform, if any"), text_field("software.encryption", "of lines and of checkpoints"),
  };
}

// clang-format on

const Fields& questionnaire_field_list() {
  static const Fields all = questionnaire_table();
  return all;
}

}   // namespace

QuestionnaireFile read_questionnaire(const std::filesystem::path& path) {
  static const FieldTree tree(questionnaire_field_list());
  const Document document = Document::from_file(path);
  QuestionnaireFile file;
  Findings findings;
  if (document.readable()) check_fields(document.value, tree.root(), findings);
  file.problems = document.placed(findings);
  if (file.problems.empty()) file.document = document.value;
  return file;
}

std::vector<Question> questions() {
  std::vector<Question> all;
  for (const Field& field : questionnaire_field_list())
    if (field.form != Form::container && field.path != "format") all.push_back({field.path, field.help});
  return all;
}

}   // namespace archipelago
