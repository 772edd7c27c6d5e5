#include "sim/trace/inspect_text.hpp"

#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/matrix_statistics.hpp"
#include "models/failures/traces/trace_kind.hpp"
#include "reports/quantity_text.hpp"
#include "sim/trace/histogram.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

namespace {

std::string time(double seconds) { return quantity_text(seconds, "s"); }
std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

// Name in one column, words wrapped in the other.
std::string row(const char* name, const std::string& text, const Terminal& terminal) {
  Terminal column = terminal;
  column.width = std::max(30, terminal.width - 18);
  std::string body = wrapped(text, 0, column);
  for (std::size_t at = body.find('\n'); at != std::string::npos; at = body.find('\n', at + 1)) body.insert(at + 1, 18, ' ');
  return fmt::format("  {:<15} {}\n", name, body);
}

std::string times_text(const Quantiles& q) {
  return fmt::format("p10 {}, p50 {}, p90 {}, p99 {}, mean {} ({} of them)", time(q.p10), time(q.p50), time(q.p90), time(q.p99), time(q.mean), q.n);
}

std::string shape_text(const std::optional<WeibullFit>& fit, const char* below, const char* above) {
  if (!fit) return "too few to fit";
  const char* reading = fit->shape.high < 1 ? below : fit->shape.low > 1 ? above : "cannot be told from memoryless";
  return fmt::format("Weibull k {:.3f} ({:.3f} to {:.3f} with 90 %): {}", fit->law.shape, fit->shape.low, fit->shape.high, reading);
}

std::string rows_text(const RowCounts& counts, const Terminal& terminal) {
  std::string text = fmt::format("{} taken", counts.rows);
  const auto add = [&](std::uint64_t count, const char* what) { if (count > 0) text += fmt::format("; {} {}", count, what); };
  add(counts.malformed, "malformed, left out");
  add(counts.zero_length, "of zero length (they interrupt, and need no repair)");
  add(counts.overlapping, "overlap another of their node (merged where time is counted)");
  add(counts.clipped, "end after the horizon (clipped where time is counted)");
  add(counts.beyond_horizon, "begin after the horizon (left out)");
  add(counts.end_unknown, "without an end (no repair time, no downtime)");
  return row("rows", text, terminal);
}

std::string causes_text(const OutageStatistics& s) {
  std::string text;
  std::size_t others = s.events;
  for (std::size_t i = 0; i < s.causes.size() && i < 5; ++i) {
    const auto& [name, count] = s.causes[i];
    text += fmt::format("{}{} {}", i > 0 ? ", " : "", name.empty() ? "not stated" : name, percent(static_cast<double>(count) / static_cast<double>(s.events)));
    others -= count;
  }
  return others > 0 ? text + fmt::format(", others {}", percent(static_cast<double>(others) / static_cast<double>(s.events))) : text;
}

std::vector<HistogramBin> bins_of_counts(const TimeWeighted& counts) {
  const std::uint32_t width = std::max(1U, (counts.max() + 10) / 10);
  std::vector<HistogramBin> bins;
  for (std::uint32_t first = 0; first <= counts.max(); first += width) {
    double share = 0;
    for (std::uint32_t count = first; count < first + width; ++count) share += counts.share_of(count);
    const std::uint32_t last = std::min(first + width - 1, counts.max());
    bins.push_back({first == last ? fmt::format("{}", first) : fmt::format("{} to {}", first, last), share});
  }
  return bins;
}

std::string outages_text(const OutageTrace& trace, const Terminal& t) {
  const OutageStatistics s = statistics_of(trace);
  const std::string accelerators = trace.accelerators_per_node > 0 ? fmt::format(" of {} accelerators", trace.accelerators_per_node) : "";
  std::string text = row("observed", fmt::format("{} events on {} nodes{} in {}", s.events, trace.nodes, accelerators, time(trace.horizon.value)), t);
  if (s.events == 0) return text;
  text += row("rate", fmt::format("{:.3f} events per 1000 node-days", s.rate_per_1000_node_days), t);
  text += row("MTBF", fmt::format("fleet {} (horizon / events), one node {}", time(s.fleet_mtbf.value), time(s.node_mtbf.value)), t);
  text += row("gaps", fmt::format("between starts: CV {:.3f} (deviation / mean; memoryless: 1); {}", s.gap_cv, shape_text(s.gaps, "failures cluster", "failures keep apart")), t);
  if (s.repair) text += row("time to repair", times_text(*s.repair), t);
  text += row("worst nodes", fmt::format("5 % of all nodes have {} of the events, 10 % have {}; Gini {:.3f} (0: all alike); {} nodes have none",
                                         percent(s.worst_5_percent), percent(s.worst_10_percent), s.gini, s.nodes_without_event), t);
  const auto share = [](std::size_t part, std::size_t whole) { return percent(static_cast<double>(part) / static_cast<double>(whole)); };
  std::string bursts = fmt::format("starts within 6 min of each other: {} of {} groups have several events ({}), with {} of the events; largest {}",
                                   s.groups_of_several, s.groups, share(s.groups_of_several, s.groups), share(s.events_in_bursts, s.events), s.largest_burst);
  if (s.burst_sizes) bursts += fmt::format("; sizes p50 {:.0f}, p90 {:.0f}", s.burst_sizes->p50, s.burst_sizes->p90);
  text += row("bursts", bursts, t);
  if (s.down_at_once) {
    text += row("down at once", fmt::format("time-weighted: mean {:.2f}, p50 {}, p90 {}, p95 {}, p99 {}, most {}; so many spares are enough for that share of the time", s.down_at_once->mean(), s.down_at_once->quantile(0.5),
                                            s.down_at_once->quantile(0.9), s.down_at_once->quantile(0.95), s.down_at_once->quantile(0.99), s.down_at_once->max()), t);
    text += row("availability", fmt::format("{:.3f} % of node time; down {:.0f} node-hours", 100 * s.availability, s.downtime_node_s / seconds_per_hour), t);
  }
  text += row("causes", causes_text(s), t) + "\n" + histogram_text("  time between failures", bins_of_times(gaps_of(trace)), t);
  std::vector<double> repair;
  for (const NodeOutage& outage : trace.outages)
    if (outage.end != NodeOutage::unknown_end) repair.push_back(outage.end - outage.start);
  if (!repair.empty()) text += histogram_text("  time to repair", bins_of_times(repair), t);
  if (s.down_at_once) text += histogram_text("  nodes down at once, share of time", bins_of_counts(*s.down_at_once), t);
  return text;
}

std::string spells_text(const Spells& spells, const char* up, const char* down) {
  return fmt::format("{} p50 {}, p90 {} ({} of them); {} p50 {}, p90 {} ({} of them)", up, time(spells.up.p50), time(spells.up.p90), spells.up.n, down,
                     time(spells.down.p50), time(spells.down.p90), spells.down.n);
}

std::string holding_text(const HoldingStatistics& s, Seconds horizon, const Terminal& t) {
  std::string text = row("observed", fmt::format("{} instances {}, {}", s.nodes, s.asked_for_known ? "asked for" : "held at most", time(horizon.value)), t);
  text += row("availability", fmt::format("{} of that, time-weighted; all held {} of the time, none {}", percent(s.availability), percent(s.share_full), percent(s.share_none)), t);
  text += row("losses", fmt::format("{} instances at {} instants: {:.3f} per node-hour held, {:.2f} instants a day", s.lost, s.loss_instants, s.losses_per_node_hour, s.losses_per_day), t);
  if (s.loss_sizes) text += row("batches", fmt::format("{} of the loss instants take several; sizes p50 {:.0f}, p90 {:.0f}, largest {}", percent(s.share_of_several), s.loss_sizes->p50, s.loss_sizes->p90, s.largest_loss), t);
  if (s.grant_sizes) text += row("returns", fmt::format("{} instances at {} instants; sizes p50 {:.0f}, p90 {:.0f}", s.granted, s.grant_instants, s.grant_sizes->p50, s.grant_sizes->p90), t);
  if (s.any.up.n > 1 && s.any.down.n > 0) text += row("spells", spells_text(s.any, "with any held", "with none") + "; with any: " + shape_text(s.any.up_fit, "the longer held, the safer", "the longer held, the riskier"), t);
  if (s.nodes > 1 && s.full.up.n > 1 && s.full.down.n > 1) text += row("full spells", spells_text(s.full, "with all held", "with fewer"), t);
  const Spells& shown_spells = s.any.up.n > s.full.up.n ? s.any : s.full;
  if (shown_spells.up.n > 1) text += "\n" + histogram_text("  up spells", bins_of_times(shown_spells.up_s), t);
  if (shown_spells.down.n > 1) text += histogram_text("  down spells", bins_of_times(shown_spells.down_s), t);
  return s.nodes > 1 ? text + histogram_text("  instances held, share of time", bins_of_counts(s.held), t) : text;
}

std::string lives_text(const LifeTrace& trace, const Terminal& t) {
  const LifeStatistics s = statistics_of(trace);
  std::string text = row("lives", fmt::format("{} instances, {} still held when the observation ended", s.lives, s.censored), t);
  text += row("length", times_text(s.ended) + "; " + shape_text(s.fit, "the longer held, the safer", "the longer held, the riskier"), t);
  text += row("losses", fmt::format("{:.3f} per hour held", s.losses_per_hour_held), t);
  return text + holding_text(holding_of(trace), trace.horizon, t);
}

std::string matrix_text(const RegionMatrix& matrix, TraceKind kind, const Terminal& t) {
  const MatrixStatistics s = statistics_of(matrix);
  const auto value = [&](double v) {
    if (kind == TraceKind::egress_price_matrix) return fmt::format("{:.3g} USD/GB", v * 1e9);
    return quantity_text(v, kind == TraceKind::rtt_matrix ? "s" : "bit/s");
  };
  const auto values = [&](const Quantiles& q) { return fmt::format("p10 {}, p50 {}, p90 {}, p99 {} ({} pairs)", value(q.p10), value(q.p50), value(q.p90), value(q.p99), q.n); };
  std::string text = row("grid", fmt::format("{} regions, {} ordered pairs", s.regions, s.values.n), t) + row("all pairs", values(s.values), t);
  for (const PairKind& pair : s.kinds) text += row(pair.name.c_str(), values(pair.values), t);
  if (s.asymmetry.n > 0) text += row("asymmetry", fmt::format("larger / smaller of the two directions: p50 {:.3g}, p90 {:.3g}, p99 {:.3g} ({} pairs measured both ways)", s.asymmetry.p50, s.asymmetry.p90, s.asymmetry.p99, s.asymmetry.n), t);
  if (s.jitter) text += row("jitter", fmt::format("deviation of a round trip: p50 {}, p90 {}, p99 {}", time(s.jitter->p50), time(s.jitter->p90), time(s.jitter->p99)), t);
  return text;
}

} // namespace

std::string inspect_text(const OpenedTrace& opened, const Terminal& t) {
  const Trace& trace = *opened.reading.trace;
  std::string text = strong(fmt::format("{}: {}", printable(trace.name, t), kind_of(trace.kind).what), t) + "\n";
  if (!trace.origin.empty()) text += row("time 0 is", printable(trace.origin, t), t);
  if (const auto* outages = trace.outages()) text += outages_text(*outages, t);
  if (const auto* capacity = trace.capacity()) text += holding_text(statistics_of(*capacity), capacity->horizon, t);
  if (const auto* lives = trace.lives()) text += lives_text(*lives, t);
  if (const auto* matrix = trace.matrix()) text += matrix_text(*matrix, trace.kind, t);
  text += rows_text(opened.reading.counts, t);
  for (const std::string& note : opened.reading.notes) text += row("note", printable(note, t), t);
  return text;
}

} // namespace archipelago
