// The kinds of trace by the names they have in files, and the columns that each of them needs.
#pragma once

#include "models/failures/traces/trace.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace archipelago {

struct KindOfTrace {
  TraceKind kind;
  std::string_view name;                      // as manifests and headers have it
  std::string_view what;                      // in words
  std::vector<std::string_view> columns;      // needed
  std::vector<std::string_view> also;         // read where they are there
};

std::span<const KindOfTrace> kinds_of_trace();
const KindOfTrace& kind_of(TraceKind kind);
std::optional<TraceKind> trace_kind_from(std::string_view name);   // disk_failure_no_repair_time and its like count as one kind

// The first kind whose columns are all there; outages of nodes where only the columns speak.
std::optional<TraceKind> trace_kind_of_columns(const std::vector<std::string>& titles);

} // namespace archipelago
