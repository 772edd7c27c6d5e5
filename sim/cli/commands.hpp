// The program's commands, one file each. They return an ExitCode or throw CommandError.
#pragma once

#include "sim/cli/exit_code.hpp"
#include "sim/cli/options.hpp"

namespace archipelago {

ExitCode run_command(const RunArguments& arguments);
ExitCode report_command(const ReportArguments& arguments);
ExitCode compare_command(const CompareArguments& arguments);
ExitCode list_command(const ListArguments& arguments);
ExitCode show_command(const ShowArguments& arguments);
ExitCode explain_command(const ExplainArguments& arguments);
ExitCode schema_command(const SchemaArguments& arguments);
ExitCode init_command(const InitArguments& arguments);
ExitCode doctor_command(const DoctorArguments& arguments);

} // namespace archipelago
