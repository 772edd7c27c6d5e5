#include "sim/validate/traces/trace_files.hpp"

#include "sim/trace/open_trace.hpp"
#include "sim/validate/published_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>

namespace archipelago {

namespace fs = std::filesystem;

std::vector<TraceFile> trace_files(const std::optional<fs::path>& data) {
  std::vector<TraceFile> files;
  if (!data) return files;
  for (const fs::path& folder : {*data / "traces", *data}) {
    std::ifstream manifest(folder / "manifest.csv");
    std::string line;
    if (!std::getline(manifest, line) || !line.starts_with("file,kind,")) continue;
    while (std::getline(manifest, line)) {
      const std::size_t comma = line.find(','), next = line.find(',', comma + 1);
      if (comma == std::string::npos || next == std::string::npos) continue;
      const fs::path file = folder / line.substr(0, comma);
      if (fs::exists(file)) files.push_back({file, file.stem().string(), line.substr(comma + 1, next - comma - 1)});
    }
    break;
  }
  return files;
}

Trace read_trace_file(const TraceFile& file) {
  OpenedTrace opened = open_trace(file.file, {});
  if (!opened.problems.empty()) throw TableError(fmt::format("{}", fmt::join(opened.problems, "\n")));
  return std::move(*opened.reading.trace);
}

} // namespace archipelago
