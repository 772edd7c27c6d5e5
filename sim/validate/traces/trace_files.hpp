// The measured traces of a folder, by its manifest.
#pragma once

#include "models/failures/traces/trace.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct TraceFile { std::filesystem::path file; std::string name, kind; };   // name: of the file, without its ending

// Of DIR/traces/manifest.csv or DIR/manifest.csv, in the manifest's order; nothing where there is neither.
std::vector<TraceFile> trace_files(const std::optional<std::filesystem::path>& data);

Trace read_trace_file(const TraceFile& file);            // throws TableError with all that is wrong

} // namespace archipelago
