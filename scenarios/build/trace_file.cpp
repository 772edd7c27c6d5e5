#include "scenarios/build/trace_file.hpp"

#include "models/failures/traces/read_trace.hpp"
#include "models/failures/traces/trace_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace archipelago {

namespace {
constexpr std::size_t most_shown = 20;
}

std::shared_ptr<const Trace> read_trace_file(const Part& part, const char* key, std::initializer_list<TraceKind> kinds, const char* expected) {
  const auto file = part.text(key);
  if (!file) return nullptr;
  std::error_code none;
  if (!std::filesystem::is_regular_file(*file, none)) {   // a device or a pipe may never end
    part.wrong(key, fmt::format("{} {}", *file, std::filesystem::exists(*file, none) ? "cannot be read as a file" : "cannot be read"));
    return nullptr;
  }
  std::ifstream stream(*file, std::ios::binary);
  StreamSource source(stream);
  const bool compressed = stream.peek() == 0x1f;
  if (!stream || compressed) {
    part.wrong(key, fmt::format("{} {}", *file, compressed ? "is compressed; unpack it first" : "cannot be read"));
    return nullptr;
  }
  TraceReading reading = read_trace(source, {});
  for (std::size_t i = 0; i < std::min(most_shown, reading.problems.size()); ++i)
    part.wrong(key, fmt::format("{}:{}: {}", *file, reading.problems[i].line, reading.problems[i].what));
  if (reading.problems.size() > most_shown) part.wrong(key, fmt::format("{}: and {} more", *file, reading.problems.size() - most_shown));
  if (!reading.problems.empty()) return nullptr;
  if (std::find(kinds.begin(), kinds.end(), reading.trace->kind) == kinds.end()) {
    part.wrong(key, fmt::format("{} holds {}; expected {}", *file, kind_of(reading.trace->kind).what, expected));
    return nullptr;
  }
  return std::make_shared<const Trace>(std::move(*reading.trace));
}

} // namespace archipelago
