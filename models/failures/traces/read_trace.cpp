#include "models/failures/traces/read_trace.hpp"

#include "models/failures/traces/row_reader.hpp"
#include "models/failures/traces/trace_kind.hpp"
#include "models/text/cells.hpp"
#include "models/text/lines.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr std::size_t most_problems_kept = 1000;
constexpr std::uint64_t most_rows = 50'000'000;   // about 2 GB in memory
constexpr const char* line_too_long = "a line of more than 64 MiB";

void note_problem(TraceReading& reading, std::uint64_t line, std::string what) {
  if (reading.problems.size() < most_problems_kept) reading.problems.push_back({line, std::move(what)});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '#')) text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Why the line of the header says nothing; empty if it does.
std::string take_header(std::string_view line, TraceFacts& facts) {
  const std::string_view text = trimmed(line);
  const auto colon = text.find(':');
  if (text.empty() || text == "archipelago-trace/1") return {};
  if (text.starts_with("archipelago-trace/")) return "the format is " + std::string(text.substr(0, 40)) + "; this program reads archipelago-trace/1";
  if (colon == std::string_view::npos) return {};                   // a remark
  const std::string_view key = trimmed(text.substr(0, colon)), value = trimmed(text.substr(colon + 1));
  const auto number = number_in(value);
  const bool whole = number && *number >= 1 && *number <= most_nodes && *number == std::floor(*number);
  const std::string not_whole = " is " + shown(value) + "; expected a whole number from 1";
  if (key == "kind") {
    const auto kind = trace_kind_from(value);
    if (!kind) return "kind " + shown(value) + " is not known; expected node_outage, capacity_steps, ... (models/failures/README.md has them all)";
    if (!facts.kind) facts.kind = kind;
  } else if (key == "nodes") {
    if (!whole) return "nodes" + not_whole;
    if (!facts.nodes) facts.nodes = static_cast<std::uint32_t>(*number);
  } else if (key == "accelerators_per_node") {
    if (!whole) return "accelerators_per_node" + not_whole;
    if (facts.accelerators_per_node == 0) facts.accelerators_per_node = static_cast<std::uint32_t>(*number);
  } else if (key == "horizon_s") {
    if (!number || *number <= 0) return "horizon_s is " + shown(value) + "; expected seconds above 0";
    if (!facts.horizon) facts.horizon = Seconds(*number);
  } else if (key == "name") {
    if (facts.name.empty()) facts.name = value;
  } else if (key == "origin") {
    if (facts.origin.empty()) facts.origin = value;
  } else if (key == "source") {
    if (facts.source.empty()) facts.source = value;
  }                                                                 // other keys are remarks
  return {};
}

bool has_all(const std::vector<std::string>& titles, const KindOfTrace& kind, std::string& missing) {
  for (const std::string_view column : kind.columns)
    if (std::find(titles.begin(), titles.end(), column) == titles.end()) missing += (missing.empty() ? "" : ", ") + std::string(column);
  return missing.empty();
}

bool settle_titles(const std::vector<std::string>& titles, std::uint64_t line, TraceFacts& facts, TraceReading& reading) {
  if (!facts.kind) facts.kind = trace_kind_of_columns(titles);
  if (!facts.kind) {
    note_problem(reading, line, "columns of no known trace; needed are t_start_s,t_end_s,node or t_s,available or t_s,event,node or t_start_s,t_end_s,end_reason or src,dst and a value");
    return false;
  }
  const KindOfTrace& kind = kind_of(*facts.kind);
  std::string missing;
  if (!has_all(titles, kind, missing)) note_problem(reading, line, "a trace of " + std::string(kind.what) + " needs the column " + missing);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (std::find(titles.begin(), titles.begin() + static_cast<std::ptrdiff_t>(i), titles[i]) != titles.begin() + static_cast<std::ptrdiff_t>(i))
      note_problem(reading, line, "column " + shown(titles[i]) + " is there twice");
    const auto read = [&](const auto& columns) { return std::find(columns.begin(), columns.end(), titles[i]) != columns.end(); };
    if (!read(kind.columns) && !read(kind.also)) reading.notes.push_back("column " + shown(titles[i]) + " is not used");
  }
  return reading.problems.empty();
}

bool needs_horizon(TraceKind kind) { return kind != TraceKind::throughput_matrix && kind != TraceKind::rtt_matrix && kind != TraceKind::egress_price_matrix; }
bool needs_nodes(TraceKind kind) { return kind < TraceKind::capacity_steps; }

std::unique_ptr<RowReader> make_reader(const TraceFacts& facts) {
  switch (*facts.kind) {
  case TraceKind::capacity_steps: return make_capacity_reader(facts);
  case TraceKind::node_join_leave: return make_join_leave_reader(facts);
  case TraceKind::instance_episodes: return make_episode_reader(facts);
  case TraceKind::throughput_matrix:
  case TraceKind::rtt_matrix:
  case TraceKind::egress_price_matrix: return make_matrix_reader(facts);
  default: return make_outage_reader(facts);
  }
}

} // namespace

std::string shown(std::string_view cell) {
  std::string text = "\"";
  for (const char c : cell.substr(0, 40)) text += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  return text + (cell.size() > 40 ? "...\"" : "\"");
}

TraceReading read_trace(ByteSource& source, TraceFacts facts) {
  TraceReading reading;
  Lines lines(source);
  std::string_view line;
  std::vector<std::string> titles, cells;
  while (titles.empty() && lines.next(line)) {
    if (line.empty()) continue;
    if (!line.starts_with('#')) split_cells(line, titles);
    else if (std::string fault = take_header(line, facts); !fault.empty()) note_problem(reading, lines.number(), std::move(fault));
  }
  if (lines.too_long()) note_problem(reading, lines.number() + 1, line_too_long);
  else if (titles.empty()) note_problem(reading, lines.number() + 1, "the file ends before a line of column titles");
  if (titles.empty() || !settle_titles(titles, lines.number(), facts, reading)) return reading;
  if (needs_nodes(*facts.kind) && !facts.nodes) note_problem(reading, lines.number(), "the number of nodes is not stated: nodes without a row count too (--nodes, or a line \"# nodes: N\")");
  if (needs_horizon(*facts.kind) && !facts.horizon)
    note_problem(reading, lines.number(), "the horizon is not stated: rates need the time that was observed (--horizon, or a line \"# horizon_s: T\")");
  if (!reading.problems.empty()) return reading;

  const auto reader = make_reader(facts);
  while (lines.next(line)) {
    if (line.empty()) continue;
    if (lines.number() > most_rows) {
      note_problem(reading, lines.number(), "more than " + std::to_string(most_rows) + " lines; cut the trace into shorter ones");
      break;
    }
    split_cells(line, cells);
    std::string fault;
    if (cells.size() != titles.size()) fault = "a line of " + std::to_string(cells.size()) + " cells under " + std::to_string(titles.size()) + " titles";
    else fault = reader->take(Row(titles, cells));
    if (fault.empty()) continue;
    ++reading.counts.malformed;
    note_problem(reading, lines.number(), std::move(fault));
  }
  if (lines.too_long()) note_problem(reading, lines.number() + 1, line_too_long);
  reading.trace = reader->finish(facts, reading);
  reading.trace->kind = *facts.kind;
  reading.trace->name = facts.name;
  reading.trace->origin = facts.origin;
  return reading;
}

} // namespace archipelago
