// Rows that say how many instances were held, or which: step functions, joins and leaves, lives.
#include "models/failures/traces/row_reader.hpp"
#include "models/text/cells.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

std::string bad_time(const char* title, std::string_view text) { return std::string(title) + " is " + shown(text) + "; expected seconds from 0"; }

class CapacityReader : public RowReader {
public:
  explicit CapacityReader(const TraceFacts& facts) : facts_(facts) {}

  std::string take(const Row& row) override {
    const auto at = number_in(row["t_s"]), available = number_in(row["available"]);
    if (!at || *at < 0) return bad_time("t_s", row["t_s"]);
    if (!available || *available < 0 || *available > most_nodes || *available != std::floor(*available))
      return "available is " + shown(row["available"]) + "; expected a whole number of instances";
    if (facts_.nodes && *available > *facts_.nodes)
      return "available is " + shown(row["available"]) + ", more than the trace's " + std::to_string(*facts_.nodes) + " nodes";
    if (!steps_.empty() && *at <= steps_.back().at) return "t_s is " + shown(row["t_s"]) + ", not after the row before; a step function goes forward";
    steps_.push_back({*at, static_cast<std::uint32_t>(*available)});
    return {};
  }

  Trace finish(const TraceFacts& facts, TraceReading& reading) override {
    std::erase_if(steps_, [&](const CapacityStep& step) { return step.at >= facts.horizon->value && ++reading.counts.beyond_horizon; });
    reading.counts.rows = steps_.size();
    std::uint32_t most = 0;
    for (const CapacityStep& step : steps_) most = std::max(most, step.available);
    if (!facts.nodes) reading.notes.push_back("the number of instances asked for is not stated; taken as the most that were held, " + std::to_string(most));
    Trace trace;
    trace.data = CapacityTrace{facts.nodes.value_or(most), *facts.horizon, std::move(steps_)};
    return trace;
  }

private:
  const TraceFacts& facts_;
  std::vector<CapacityStep> steps_;
};

Trace trace_of(std::vector<Life> lives, Numbering& pools, const TraceFacts& facts, TraceReading& reading) {
  const double horizon = facts.horizon->value;
  std::erase_if(lives, [&](const Life& life) { return life.start >= horizon && ++reading.counts.beyond_horizon; });
  for (Life& life : lives) {
    if (life.end == life.start) ++reading.counts.zero_length;
    if (life.end <= horizon) continue;
    ++reading.counts.clipped;
    life.end = horizon;
    life.censored = true;
  }
  std::stable_sort(lives.begin(), lives.end(), [](const Life& a, const Life& b) { return a.start < b.start; });
  reading.counts.rows = lives.size();
  Trace trace;
  trace.data = LifeTrace{*facts.horizon, std::move(lives), pools.take_names()};
  return trace;
}

class JoinLeaveReader : public RowReader {
public:
  std::string take(const Row& row) override {
    const auto at = number_in(row["t_s"]);
    const std::string name(row["node"]);
    if (!at || *at < 0) return bad_time("t_s", row["t_s"]);
    if (name.empty()) return "the node has no name";
    if (row["event"] != "add" && row["event"] != "remove") return "event is " + shown(row["event"]) + "; expected add or remove";
    const auto held = held_.find(name);
    if (row["event"] == "add") {
      if (held != held_.end()) return "node " + shown(name) + " joins, and is there already";
      held_.emplace(name, *at);
      return {};
    }
    if (held == held_.end()) return "node " + shown(name) + " leaves, and is not there";
    if (*at < held->second) return "node " + shown(name) + " leaves at " + shown(row["t_s"]) + ", before it joins";
    lives_.push_back({held->second, *at, pools_(name), false});
    held_.erase(held);
    return {};
  }

  Trace finish(const TraceFacts& facts, TraceReading& reading) override {
    for (const auto& [name, since] : held_) lives_.push_back({since, std::max(since, facts.horizon->value), pools_(name), true});
    return trace_of(std::move(lives_), pools_, facts, reading);
  }

private:
  std::map<std::string, double> held_;        // since when; ordered, so that the numbering does not depend on a hash
  Numbering pools_;
  std::vector<Life> lives_;
};

class EpisodeReader : public RowReader {
public:
  std::string take(const Row& row) override {
    const auto start = number_in(row["t_start_s"]), end = number_in(row["t_end_s"]);
    const std::string_view reason = row["end_reason"];
    if (!start || *start < 0) return bad_time("t_start_s", row["t_start_s"]);
    if (!end) return bad_time("t_end_s", row["t_end_s"]);
    if (*end < *start) return "it ends at " + shown(row["t_end_s"]) + ", before it begins at " + shown(row["t_start_s"]);
    if (reason != "preempted" && reason != "censored") return "end_reason is " + shown(reason) + "; expected preempted or censored";
    std::string pool(row["zone"]);
    if (!row["gpu_type"].empty()) pool += (pool.empty() ? "" : " ") + std::string(row["gpu_type"]);
    if (!row["gpus"].empty()) pool += (pool.empty() ? "x" : " x") + std::string(row["gpus"]);
    lives_.push_back({*start, *end, pools_(pool), reason == "censored"});
    return {};
  }

  Trace finish(const TraceFacts& facts, TraceReading& reading) override { return trace_of(std::move(lives_), pools_, facts, reading); }

private:
  Numbering pools_;
  std::vector<Life> lives_;
};

} // namespace

std::unique_ptr<RowReader> make_capacity_reader(const TraceFacts& facts) { return std::make_unique<CapacityReader>(facts); }
std::unique_ptr<RowReader> make_join_leave_reader(const TraceFacts&) { return std::make_unique<JoinLeaveReader>(); }
std::unique_ptr<RowReader> make_episode_reader(const TraceFacts&) { return std::make_unique<EpisodeReader>(); }

} // namespace archipelago
