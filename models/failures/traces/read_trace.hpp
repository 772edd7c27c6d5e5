// Reads a trace from CSV, whatever of the known kinds it is. One row is one line; bad rows are all found, each with its line.
//
// Before the line of titles, lines "# key: value" may state what the rows cannot (the first is "# archipelago-trace/1"):
// kind, nodes, horizon_s, accelerators_per_node, origin, source. What the caller states (a manifest, flags) stands before that.
// Handled and counted, no errors: rows of zero length, rows that overlap another of their node, ends beyond the horizon
// (clipped), starts beyond it (left out), ends not known.
#pragma once

#include "models/failures/traces/trace.hpp"
#include "models/text/byte_source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct TraceFacts {
  std::optional<TraceKind> kind;
  std::string name, origin, source;
  std::optional<std::uint32_t> nodes;
  std::uint32_t accelerators_per_node = 0;
  std::optional<Seconds> horizon;
};

struct RowProblem {
  std::uint64_t line = 0;
  std::string what;
};

struct RowCounts {
  std::uint64_t rows = 0;                     // taken into the trace
  std::uint64_t malformed = 0;
  std::uint64_t zero_length = 0, overlapping = 0, clipped = 0, beyond_horizon = 0, end_unknown = 0;
};

struct TraceReading {
  std::optional<Trace> trace;                 // nothing if columns, nodes or horizon are missing, or another kind was promised
  RowCounts counts;
  std::vector<RowProblem> problems;           // the first thousand
  std::vector<std::string> notes;             // columns not used, numbers that were derived
};

TraceReading read_trace(ByteSource& source, TraceFacts facts);

} // namespace archipelago
