#include "models/audit/readers/csv.hpp"

#include "models/audit/activity.hpp"
#include "models/text/csv_cells.hpp"
#include "models/text/lines.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

namespace {

struct TimeColumn { std::size_t index; long double nanoseconds; };

struct Columns {
  std::optional<std::size_t> name, category, lane, rank, flops, bytes;
  std::optional<TimeColumn> start, duration, end;

  bool take(std::string_view title, std::size_t index) {
    constexpr std::pair<std::string_view, long double> units[] = {{"_s", 1e9L}, {"_ms", 1e6L}, {"_us", 1e3L}, {"_ns", 1}};
    for (const auto& [suffix, nanoseconds] : units) {
      if (title == "start" + std::string(suffix)) { start = {index, nanoseconds}; return true; }
      if (title == "duration" + std::string(suffix)) { duration = {index, nanoseconds}; return true; }
      if (title == "end" + std::string(suffix)) { end = {index, nanoseconds}; return true; }
    }
    const std::pair<std::string_view, std::optional<std::size_t>*> plain[] = {{"name", &name}, {"category", &category}, {"lane", &lane},
                                                                              {"rank", &rank}, {"flops", &flops},       {"bytes", &bytes}};
    for (const auto& [word, column] : plain)
      if (title == word) { *column = index; return true; }
    return false;
  }
  bool enough() const { return name && start && (duration || end); }
};

Lane lane_of(std::string_view lane, std::string_view category) {
  if (lane == "device") return Lane::device;
  if (lane == "annotation" || category == "step") return Lane::annotation;
  const bool host_word = category == "data_loading" || category == "checkpoint" || category == "host";
  return lane == "host" || host_word ? Lane::host : Lane::device;
}

// The event of a line, or why there is none.
std::string event_of(const Columns& columns, const CsvCells& cells, ProfileEvent& event) {
  const auto text = [&](std::optional<std::size_t> column) { return column && *column < cells.size() ? cells[*column] : std::string_view(); };
  const auto time = [&](const TimeColumn& column) -> std::optional<ProfileTime> {
    const auto value = decimal(text(column.index));
    if (!value || std::abs(*value * column.nanoseconds) > 9e18L) return std::nullopt;
    return ProfileTime(std::llround(*value * column.nanoseconds));
  };
  const auto start = time(*columns.start), other = time(columns.duration ? *columns.duration : *columns.end);
  if (!start || !other) return "a time that is no number";
  event.span = {*start, columns.duration ? *start + *other : *other};
  if (event.span.end < event.span.begin) return "an event that ends before it begins";
  event.name = text(columns.name);
  event.category = text(columns.category);
  event.lane = lane_of(text(columns.lane), event.category);
  const auto rank = decimal(text(columns.rank)), flops = decimal(text(columns.flops)), bytes = decimal(text(columns.bytes));
  if (columns.rank && !rank && !text(columns.rank).empty()) return "a rank that is no number";
  event.rank = rank ? std::optional(std::llround(*rank)) : std::nullopt;
  event.flops = flops ? std::optional(static_cast<double>(*flops)) : std::nullopt;
  event.bytes = bytes ? std::optional(static_cast<double>(*bytes)) : std::nullopt;
  return {};
}

} // namespace

ReadReport read_csv_profile(ByteSource& source, ProfileSink& sink) {
  ReadReport report;
  report.facts.format = "CSV";
  report.by_line = true;
  Lines lines(source);
  std::string_view line;
  CsvCells cells;
  Columns columns;
  if (lines.next(line)) cells.split(line);
  std::uint64_t at = 1;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!columns.take(cells[i], i)) report.note(at, "column " + std::string(cells[i].substr(0, 40)) + " is not known and not used");
  if (!columns.enough()) {
    report.complete = false;
    report.note(at, lines.too_long() ? "a line of more than 64 MiB" : "needs columns name, start_(s|ms|us|ns), and duration_… or end_…");
    return report;
  }
  const std::size_t titles = cells.size();
  std::optional<std::int64_t> only_rank;
  bool one_rank = true;
  while (lines.next(line)) {
    ++at;
    if (line.empty()) continue;
    cells.split(line);
    ProfileEvent event;
    std::string fault = event_of(columns, cells, event);
    if (fault.empty() && cells.size() != titles) fault = "a line of " + std::to_string(cells.size()) + " cells under " + std::to_string(titles) + " titles";
    if (!fault.empty()) {
      if (lines.ended_in_line()) report.complete = false;
      report.note(at, lines.ended_in_line() ? "the file ends early; read " + std::to_string(report.events) + " events" : fault);
      continue;
    }
    if (event.rank) {
      one_rank = one_rank && (!only_rank || *only_rank == *event.rank);
      only_rank = event.rank;
    }
    sink.on_event(event);
    ++report.events;
  }
  if (lines.too_long()) {
    report.complete = false;
    report.note(at + 1, "a line of more than 64 MiB");
  }
  if (one_rank) report.facts.rank = only_rank;
  report.bytes = lines.bytes();
  return report;
}

} // namespace archipelago
