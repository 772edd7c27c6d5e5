// Reads a profile as comma-separated values: for profilers without a reader of their own, and for tables made by hand.
//
// The first line names the columns, in any order:
//   name                              required
//   start_s, start_ms, start_us, start_ns                         one of them
//   duration_s … duration_ns or end_s … end_ns                    one of them
//   category    an activity (gemm, all_reduce, data_loading, …), step, or the profiler's own word
//   lane        device, host or annotation; else told by the category: host's own activities are host, the rest device
//   rank, flops, bytes                optional
// Quotes hide commas, doubled quotes are quotes. A bad line is noted with its number and left out.
#pragma once

#include "models/text/byte_source.hpp"
#include "models/audit/readers/read_report.hpp"

namespace archipelago {

ReadReport read_csv_profile(ByteSource& source, ProfileSink& sink);

} // namespace archipelago
