// `schema`: the scenario format for programs (JSON Schema) and for people (Markdown).
#include "scenarios/scenario.hpp"
#include "scenarios/studies/study_fields.hpp"
#include "sim/cli/commands.hpp"

#include <fmt/format.h>

namespace archipelago {

ExitCode schema_command(const SchemaArguments& arguments) {
  fmt::print("{}", arguments.study ? study_reference_markdown() : arguments.reference ? reference_markdown() : schema_json());
  return ExitCode::ok;
}

} // namespace archipelago
