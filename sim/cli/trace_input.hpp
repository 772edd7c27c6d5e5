// What the commands of `trace` are given: times, files with traces, laws by name or file. All throw CommandError.
#pragma once

#include "models/failures/generators/processes.hpp"
#include "models/units.hpp"
#include "sim/cli/trace.hpp"
#include "sim/trace/open_trace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

Seconds time_from(const char* flag, const std::string& text);      // above zero

// All files, or an exception with all problems of all of them.
std::vector<OpenedTrace> open_all(const std::vector<std::string>& files, const TraceStated& stated);

Generator generator_of(const std::string& law);

// The one asked for, or all that take nodes down; of a law without such, its only one.
std::vector<Process> processes_of(const Generator& generator, const std::optional<std::string>& wanted);

} // namespace archipelago
