#include "sim/trace/open_trace.hpp"

#include "models/failures/traces/trace_kind.hpp"
#include "models/text/cells.hpp"
#include "models/text/lines.hpp"
#include "sim/files/gzip_source.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

using Entry = std::map<std::string, std::string>;

// The manifest's row for this file; empty if there is none.
Entry manifest_entry(const fs::path& manifest, const std::string& wanted) {
  std::ifstream stream(manifest);
  StreamSource source(stream);
  Lines lines(source);
  std::string_view line;
  std::vector<std::string> titles, cells;
  if (stream && lines.next(line)) split_cells(line, titles);
  while (!titles.empty() && lines.next(line)) {
    split_cells(line, cells);
    if (cells.size() != titles.size()) continue;
    Entry entry;
    for (std::size_t i = 0; i < titles.size(); ++i) entry[titles[i]] = cells[i];
    if (entry["file"] == wanted) return entry;
  }
  return {};
}

Entry find_entry(const fs::path& file) {
  const fs::path full = fs::absolute(file).lexically_normal();
  fs::path folder = full.parent_path();
  for (int up = 0; up < 3; ++up, folder = folder.parent_path()) {
    std::string wanted = full.lexically_relative(folder).generic_string();
    if (wanted.ends_with(".gz")) wanted.resize(wanted.size() - 3);
    if (Entry entry = manifest_entry(folder / "manifest.csv", wanted); !entry.empty()) return entry;
  }
  return {};
}

void take_entry(const Entry& entry, TraceFacts& facts, OpenedTrace& opened) {
  const auto text = [&](const char* key) { const auto found = entry.find(key); return found == entry.end() ? std::string() : found->second; };
  const auto number = [&](const char* key) { const auto value = number_in(text(key)); return value && *value > 0 ? value : std::nullopt; };
  const auto count = [&](const char* key) -> std::optional<std::uint32_t> {
    const auto value = number(key);
    if (value && *value > most_nodes) opened.problems.push_back(fmt::format("{}: its manifest has {} as {}; at most {} can be", opened.file, text(key), key, most_nodes));
    return value && *value <= most_nodes ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
  };
  if (!facts.kind && !text("kind").empty()) {
    facts.kind = trace_kind_from(text("kind"));
    if (!facts.kind) opened.problems.push_back(fmt::format("{}: its manifest calls it {}: no trace of failures, capacity or a network", opened.file, text("kind")));
  }
  if (!facts.nodes) facts.nodes = count("nodes");
  if (!facts.horizon && number("horizon_s")) facts.horizon = Seconds(*number("horizon_s"));
  if (facts.accelerators_per_node == 0) facts.accelerators_per_node = count("gpus_per_node").value_or(0);
  if (facts.origin.empty()) facts.origin = text("origin");
}

} // namespace

OpenedTrace open_trace(const fs::path& file, TraceFacts stated) {
  OpenedTrace opened;
  opened.file = file.string();
  std::error_code fault;
  GzipSource source(opened.file);
  if (!source.opened() || fs::is_directory(file, fault)) {
    opened.problems.push_back(fmt::format("{}: {}", opened.file, fs::is_directory(file, fault) ? "is a folder" : "cannot be read"));
    return opened;
  }
  take_entry(find_entry(file), stated, opened);
  if (!opened.problems.empty()) return opened;
  if (stated.name.empty()) stated.name = file.filename().string();
  opened.reading = read_trace(source, std::move(stated));
  for (const RowProblem& problem : opened.reading.problems) opened.problems.push_back(fmt::format("{}:{}: {}", opened.file, problem.line, problem.what));
  if (opened.reading.counts.malformed > opened.reading.problems.size())
    opened.problems.push_back(fmt::format("{}: and {} more", opened.file, opened.reading.counts.malformed - opened.reading.problems.size()));
  if (!source.fault().empty()) opened.problems.push_back(fmt::format("{}: {}", opened.file, source.fault()));
  return opened;
}

} // namespace archipelago
