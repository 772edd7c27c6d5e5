// `schema`: the scenario format for programs (JSON Schema) and for people (Markdown).
#include "scenarios/scenario.hpp"
#include "sim/cli/commands.hpp"

#include <fmt/format.h>

namespace archipelago {

ExitCode schema_command(const SchemaArguments& arguments) {
  fmt::print("{}", arguments.reference ? reference_markdown() : schema_json());
  return ExitCode::ok;
}

} // namespace archipelago
