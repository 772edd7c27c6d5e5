#include "sim/cli/audit.hpp"

#include "sim/audit/audit_json.hpp"
#include "sim/audit/audit_text.hpp"
#include "sim/audit/scenario_text.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/files/output_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

namespace archipelago {

namespace {

AuditAnswer answer_of(const AuditArguments& arguments) {
  try {
    return audit_files({arguments.files, arguments.accelerator, catalogue_folder()});
  } catch (const AuditRefused& refused) {
    throw CommandError(ExitCode::usage, refused.what());
  } catch (const NothingToAudit& nothing) {
    throw CommandError(ExitCode::usage, nothing.what());
  }
}

} // namespace

ExitCode audit_command(const AuditArguments& arguments) {
  if (arguments.out) check_writable(*arguments.out);
  const AuditAnswer answer = answer_of(arguments);
  // Names in a profile need not be UTF-8.
  if (arguments.json) fmt::print("{}\n", audit_document(answer).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  else fmt::print("{}", audit_text(answer, terminal_of(STDOUT_FILENO)));
  if (!arguments.out) return ExitCode::ok;
  const std::string scenario = scenario_text(answer, {arguments.model, arguments.tokens_per_step});
  if (scenario.empty()) throw CommandError(ExitCode::not_possible, "no scenario written: the profile shows no steps, so there is no step time to calibrate with");
  write_file(*arguments.out, scenario);
  return ExitCode::ok;
}

} // namespace archipelago
