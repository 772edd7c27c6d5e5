// `schema`: formats of files for programs (JSON Schema) and for people (Markdown), from the tables that read and write them.
#include "reports/figures.hpp"
#include "scenarios/generators/generator_fields.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/studies/study_fields.hpp"
#include "sim/cli/commands.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::string reference_of(const std::string& format) {
  if (format == "study") return study_reference_markdown();
  if (format == "law") return generator_reference_markdown();
  if (format == "catalogues") return catalogue_reference_markdown();
  if (format == "result") return figures_markdown();
  return reference_markdown();
}

} // namespace

ExitCode schema_command(const SchemaArguments& arguments) {
  const std::string format = arguments.study ? "study" : arguments.format;
  if (arguments.reference || arguments.study) fmt::print("{}", reference_of(format));
  else if (format == "scenario") fmt::print("{}", schema_json());
  else throw CommandError(ExitCode::usage, fmt::format("only scenarios have a JSON Schema; archipelago schema {} --reference has every key as Markdown", format));
  return ExitCode::ok;
}

} // namespace archipelago
