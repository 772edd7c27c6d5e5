// Writes a trace in the format that read_trace reads: a header of "# key: value" lines, titles, rows. Reading it back gives the
// same trace; times are written to the millisecond.
#pragma once

#include "models/failures/traces/trace.hpp"

#include <ostream>

namespace archipelago {

void write_trace(std::ostream& stream, const Trace& trace, const std::vector<std::string>& remarks);   // outages and capacity

} // namespace archipelago
