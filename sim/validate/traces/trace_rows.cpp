#include "sim/validate/traces/trace_rows.hpp"

#include "sim/validate/traces/market_count.hpp"
#include "sim/validate/traces/row_count.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double rounding = 1e-9;
constexpr const char* counted_source = "rows counted apart from the replay";

// Half a unit of the last digit of a printed number.
double half_digit(const std::string& printed) {
  const std::size_t point = printed.find('.');
  return point == std::string::npos ? 0 : 0.5 * std::pow(10, -static_cast<double>(printed.size() - point - 1));
}

const FaultResult& fault_of(const Result& run, std::string_view name) {
  return *std::find_if(run.faults.begin(), run.faults.end(), [&](const FaultResult& fault) { return fault.name == name; });
}

} // namespace

TraceRows::TraceRows(nlohmann::json published) : published_(std::move(published)) {
  table_.name = "traces";
  table_.title = "Measured traces, played by a run of as many nodes, instances or sites";
  table_.target.measure = ErrorMeasure::relative;
}

void TraceRows::add_nodes(const TraceFile& file, const OutageTrace& trace, const PlayedTrace& played, const std::optional<Result>& run) {
  const double horizon = trace.horizon.value, nodes = trace.nodes;
  const double downtime = played.down.mean() * played.down.total();
  const RowCount count = count_rows(file.file, horizon);
  of_ = file.name;
  add_counted("events", static_cast<double>(played.events), static_cast<double>(count.events), "");
  add_counted("merged downtime", downtime / seconds_per_hour, count.downtime_s / seconds_per_hour, "h");
  add_counted("nodes down, mean", played.down.mean(), count.downtime_s / horizon, "");
  add_counted("fleet MTBF", horizon / static_cast<double>(played.events) / seconds_per_hour, horizon / static_cast<double>(count.events) / seconds_per_hour, "h");
  add_printed("events", static_cast<double>(played.events), "");
  if (run) add_printed("events", static_cast<double>(run->learners.front().failures), "", ", exact engine");
  add_printed("fleet MTBF", horizon / static_cast<double>(played.events) / seconds_per_hour, "h");
  add_printed("availability", 1 - downtime / (nodes * horizon), "");
  add_printed("nodes down, mean", played.down.mean(), "");
  for (const auto& [name, p] : {std::pair{"nodes down, P50", 0.5}, {"nodes down, P90", 0.9}, {"nodes down, P99", 0.99}}) add_printed(name, played.down.quantile(p), "");
  add_printed("nodes down, most", played.down.max(), "");
  if (!run) return;
  const auto share = [&](TimeClass what) { return run->time_shares[static_cast<std::size_t>(what)]; };
  table_.rows.push_back({table_.name, of_ + ": nodes down, mean, exact engine in steps of 10 min", count.downtime_s / horizon,
                         nodes * (share(TimeClass::degraded) + share(TimeClass::offline)), "", RowKind::shown, counted_source, {}});
}

void TraceRows::add_market(const TraceFile& file, const World& world, const Result& run) {
  const Learner& learner = world.learners.front();
  const double horizon = world.simulation.horizon.amount, slices = static_cast<double>(learner.slices());
  const MarketCount count = count_market(file.file, file.kind, horizon);
  const auto lost = static_cast<double>(fault_of(run, "slices reclaimed").count), held_s = run.learners.front().allocated_s * slices;
  of_ = file.name;
  add_counted("instances gained", static_cast<double>(joins_in(*learner.holding)), static_cast<double>(count.gained), "");
  add_counted("instances lost", lost, static_cast<double>(count.lost), "", ", exact engine");
  add_counted("reclaims", static_cast<double>(fault_of(run, "capacity reclaims").count), static_cast<double>(count.reclaims), "", ", exact engine");
  add_counted("instance-hours not held", fault_of(run, "capacity reclaims").seconds / seconds_per_hour, (slices * horizon - count.held_s) / seconds_per_hour, "h", ", exact engine");
  add_counted("instances held, mean", held_s / horizon, count.held_s / horizon, "", ", exact engine");
  add_counted("losses per instance-hour", lost / (held_s / seconds_per_hour), static_cast<double>(count.lost) / (count.held_s / seconds_per_hour), "", ", exact engine");
}

void TraceRows::add_site(const TraceFile& file, const Result& run) {
  const double horizon = run.horizon_s;
  const RowCount count = count_rows(file.file, horizon);
  const FaultResult& away = run.faults.front();
  const double offline = run.time_shares[static_cast<std::size_t>(TimeClass::offline)];
  of_ = file.name;
  add_counted("outages, overlapping ones merged", static_cast<double>(away.count), static_cast<double>(count.spells), "", ", exact engine");
  add_counted("merged downtime", away.seconds / seconds_per_hour, count.downtime_s / seconds_per_hour, "h", ", exact engine");
  add_counted("sites down, mean", offline, count.downtime_s / horizon, "", ", exact engine");
  add_counted("time between outages, mean", horizon / static_cast<double>(away.count) / seconds_per_hour, horizon / static_cast<double>(count.spells) / seconds_per_hour, "h", ", exact engine");
}

ValidationTable TraceRows::finished() {
  table_.judgements.push_back({"rows off an independent count", static_cast<double>(off_count_), 0, "", counted_});
  table_.judgements.push_back({"rows off the published digits", static_cast<double>(off_print_), 0, "", printed_});
  return std::move(table_);
}

void TraceRows::add_counted(const std::string& what, double played, double counted, const char* unit, const char* by) {
  table_.rows.push_back({table_.name, of_ + ": " + what + ", as counted" + by, counted, played, unit, RowKind::predicted, counted_source, {}});
  ++counted_;
  off_count_ += std::abs(played - counted) > rounding * std::abs(counted);
}

void TraceRows::add_printed(const std::string& what, double played, const char* unit, const char* by) {
  const auto figures = published_["figures"].find(of_);
  if (figures == published_["figures"].end() || !figures->contains(what)) return;
  const auto printed = (*figures)[what].get<std::string>();
  const double value = std::stod(printed);
  table_.rows.push_back({table_.name, of_ + ": " + what + by, value, played, unit, RowKind::predicted, published_["source"].get<std::string>(), {}});
  ++printed_;
  off_print_ += std::abs(played - value) > half_digit(printed) * (1 + 1e-6);
}

} // namespace archipelago
