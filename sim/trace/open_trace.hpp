// Opens a file with a trace, compressed or not, and finds what its rows cannot say.
//
// Nodes and horizon come from the caller, else from a manifest.csv in the file's folder or one of the two above (columns file,
// kind, nodes, gpus_per_node, horizon_s, origin; 0 means not known), else from the file's own header.
#pragma once

#include "models/failures/traces/read_trace.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace archipelago {

struct OpenedTrace {
  std::string file;
  TraceReading reading;
  std::vector<std::string> problems;          // "file:line: what", all of them; none: the trace may be used

  // Problems but no malformed file: leaving its bad rows out would give a trace.
  bool only_rows_malformed() const { return reading.trace && reading.counts.malformed > 0; }
};

OpenedTrace open_trace(const std::filesystem::path& file, TraceFacts stated);

} // namespace archipelago
