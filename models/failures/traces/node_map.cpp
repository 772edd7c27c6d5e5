#include "models/failures/traces/node_map.hpp"

#include "models/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace archipelago {

namespace {

std::string days(double seconds) {
  std::string text = std::to_string(std::round(seconds / seconds_per_day * 1000) / 1000);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + " d";
}

// Node of the trace for each node of the run, and how far into the trace it looks besides the offset.
struct Look { std::uint32_t node; double shift; };

std::vector<Look> looks_of(const OutageTrace& trace, const NodeMapWish& wish) {
  const std::uint32_t rounds = (wish.nodes + trace.nodes - 1) / trace.nodes;
  std::vector<Look> looks;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    std::vector<std::uint32_t> order(trace.nodes);
    std::iota(order.begin(), order.end(), 0U);
    if (wish.kind == MapKind::sampled) {
      const RandomStream draws(wish.seed, round, Purpose::sampling);
      std::vector<double> keys(trace.nodes);
      for (std::uint32_t node = 0; node < trace.nodes; ++node) keys[node] = draws.uniform(node);
      std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    }
    const double shift = wish.kind == MapKind::tiled ? trace.horizon.value * round / rounds : 0;
    for (const std::uint32_t node : order)
      if (looks.size() < wish.nodes) looks.push_back({node, shift});
  }
  return looks;
}

} // namespace

std::string map_statement(const OutageTrace& trace, const NodeMapWish& wish) {
  const std::string run = std::to_string(wish.nodes), all = std::to_string(trace.nodes);
  std::string text;
  if (wish.kind == MapKind::same) text = "node i of the run is node i of the trace's " + all;
  if (wish.kind == MapKind::tiled)
    text = run + " nodes of the run are the trace's " + all + " again and again, each copy further into the trace so that copies do not fail together";
  if (wish.kind == MapKind::sampled) {
    text = run + " nodes of the run are a sample of the trace's " + all + (wish.seed > 0 ? " (seed " + std::to_string(wish.seed) + ")" : std::string());
    if (wish.nodes > trace.nodes) text += ", each taken once before any is taken again";
  }
  text += "; the run begins " + days(wish.offset.value) + " into the trace";
  if (wish.wrap) text += ", which begins anew after " + days(trace.horizon.value);
  return text;
}

std::string refusal_of(const OutageTrace& trace, const NodeMapWish& wish) {
  if (trace.nodes == 0) return "the trace has no nodes";
  if (wish.kind == MapKind::same && wish.nodes != trace.nodes)
    return "the run has " + std::to_string(wish.nodes) + " nodes and the trace " + std::to_string(trace.nodes) + "; map them tiled or sampled";
  if (wish.offset.value < 0 || wish.offset >= trace.horizon) return "the offset lies outside the trace, which is " + days(trace.horizon.value) + " long";
  if (!wish.wrap && wish.offset + wish.horizon > trace.horizon)
    return "the run ends " + days((wish.offset + wish.horizon).value) + " into a trace of " + days(trace.horizon.value) + "; let it begin earlier, or wrap";
  for (const NodeOutage& outage : trace.outages)
    if (outage.end == NodeOutage::unknown_end) return "the trace has outages without an end; fit it, and generate one that has";
  return {};
}

MappedOutages map_nodes(const OutageTrace& trace, const NodeMapWish& wish) {
  std::vector<std::vector<TimeSpan>> of_trace(trace.nodes);
  for (const NodeOutage& outage : trace.outages) of_trace[outage.node].emplace_back(outage.start, std::min(outage.end, trace.horizon.value));
  MappedOutages mapped;
  mapped.nodes.resize(wish.nodes);
  mapped.interruptions.resize(wish.nodes);
  mapped.statement = map_statement(trace, wish);
  const std::vector<Look> looks = looks_of(trace, wish);
  const double period = trace.horizon.value, horizon = wish.horizon.value;
  for (std::uint32_t node = 0; node < wish.nodes; ++node) {
    const double begin = wish.offset.value + looks[node].shift;
    // Copies of the tiled trace go round even where the run does not.
    const bool around = wish.wrap || looks[node].shift > 0;
    const double first = std::floor(begin / period), last = around ? std::floor((begin + horizon) / period) : first;
    for (double round = first; round <= last; ++round)
      for (const auto& [start, end] : of_trace[looks[node].node]) {
        const double from = start + round * period - begin, to = end + round * period - begin;
        if (from >= 0 && from < horizon) mapped.interruptions[node].push_back(from);
        if (to > 0 && from < horizon) mapped.nodes[node].emplace_back(std::max(0.0, from), std::min(horizon, to));
      }
    std::sort(mapped.interruptions[node].begin(), mapped.interruptions[node].end());
    mapped.nodes[node] = merged_spans(std::move(mapped.nodes[node]));
  }
  return mapped;
}

std::vector<NodeOutage> outages_of_run(const OutageTrace& trace, const NodeMapWish& wish) {
  std::vector<std::vector<NodeOutage>> of_trace(trace.nodes);
  for (const NodeOutage& outage : trace.outages) of_trace[outage.node].push_back(outage);
  const double period = trace.horizon.value;
  std::vector<NodeOutage> outages;
  const std::vector<Look> looks = looks_of(trace, wish);
  for (std::uint32_t node = 0; node < wish.nodes; ++node)
    for (NodeOutage outage : of_trace[looks[node].node]) {
      const double length = std::min(outage.end, period) - outage.start;
      double start = std::fmod(outage.start - wish.offset.value - looks[node].shift, period);
      if (start < 0) start += period;
      outage.node = node;
      for (const double from : {start - period, start}) {
        if (from < 0 && from + length <= 0) continue;              // over when the run begins
        outage.start = from;
        outage.end = from + length;
        outages.push_back(outage);
      }
    }
  std::sort(outages.begin(), outages.end(), [](const NodeOutage& a, const NodeOutage& b) { return std::pair(a.start, a.node) < std::pair(b.start, b.node); });
  return outages;
}

} // namespace archipelago
