#include "sim/validate/traces/traces_table.hpp"

#include "scenarios/format/json_text.hpp"
#include "sim/engine/exact.hpp"
#include "sim/study/supervisor.hpp"
#include "sim/validate/published_table.hpp"
#include "sim/validate/traces/played_trace.hpp"
#include "sim/validate/traces/row_count.hpp"
#include "sim/validate/traces/trace_files.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

namespace archipelago {

namespace {

constexpr double engine_step_s = 600, rounding = 1e-9;

nlohmann::json published_figures(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  std::vector<TextFault> faults;
  nlohmann::json document = parse_json(text.str(), faults);
  if (!stream || !faults.empty()) throw TableError(fmt::format("{}: {}", file.string(), faults.empty() ? "cannot be read" : faults.front().message));
  return document;
}

// Half a unit of the last digit of a printed number.
double half_digit(const std::string& printed) {
  const std::size_t point = printed.find('.');
  return point == std::string::npos ? 0 : 0.5 * std::pow(10, -static_cast<double>(printed.size() - point - 1));
}

class TracesTable {
public:
  explicit TracesTable(nlohmann::json published) : published_(std::move(published)) {
    table_.name = "traces";
    table_.title = "Measured traces, played by a run of as many nodes";
    table_.target.measure = ErrorMeasure::relative;
  }

  void add(const TraceFile& file, const OutageTrace& trace, const PlayedTrace& played, const std::optional<Result>& run) {
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

  ValidationTable finished() {
    table_.judgements.push_back({"rows off an independent count", static_cast<double>(off_count_), 0, "", counted_});
    table_.judgements.push_back({"rows off the published digits", static_cast<double>(off_print_), 0, "", printed_});
    return std::move(table_);
  }
  ValidationTable& table() { return table_; }

private:
  static constexpr const char* counted_source = "rows counted apart from the replay";

  void add_counted(const std::string& what, double played, double counted, const char* unit) {
    table_.rows.push_back({table_.name, of_ + ": " + what + ", as counted", counted, played, unit, RowKind::predicted, counted_source, {}});
    ++counted_;
    off_count_ += std::abs(played - counted) > rounding * std::abs(counted);
  }
  void add_printed(const std::string& what, double played, const char* unit, const char* by = "") {
    const auto figures = published_["figures"].find(of_);
    if (figures == published_["figures"].end() || !figures->contains(what)) return;
    const auto printed = (*figures)[what].get<std::string>();
    const double value = std::stod(printed);
    table_.rows.push_back({table_.name, of_ + ": " + what + by, value, played, unit, RowKind::predicted, published_["source"].get<std::string>(), {}});
    ++printed_;
    off_print_ += std::abs(played - value) > half_digit(printed) * (1 + 1e-6);
  }

  nlohmann::json published_;
  ValidationTable table_;
  std::string of_;
  std::size_t counted_ = 0, off_count_ = 0, printed_ = 0, off_print_ = 0;
};

} // namespace

ValidationTable traces_table(const TracesRequest& request) {
  const std::vector<TraceFile> files = trace_files(request.data);
  TracesTable table(files.empty() ? nlohmann::json() : published_figures(request.scenarios / "validation" / "traces" / "published.json"));
  table.table().data_here = !files.empty();
  if (files.empty()) return std::move(table.table());
  std::vector<std::pair<const TraceFile*, std::shared_ptr<const OutageTrace>>> played;
  std::map<std::string, int> others;
  std::vector<Job> jobs;
  for (const TraceFile& file : files) {
    if (file.kind != "node_outage") {
      ++others[file.kind];
      continue;
    }
    Trace trace = read_trace_file(file);
    const auto outages = std::make_shared<const OutageTrace>(std::move(std::get<OutageTrace>(trace.data)));
    played.emplace_back(&file, outages);
    jobs.push_back({1, [world = std::make_shared<const World>(world_of(outages, Seconds(engine_step_s)))](Progress&) { return run_exact(*world, 1); }});
  }
  SupervisorOptions options;
  options.parallel = request.jobs;
  const StudyOutcome study = supervise(jobs, options);
  for (std::size_t i = 0; i < played.size(); ++i) {
    const bool ended = i < study.outcomes.size();
    table.add(*played[i].first, *played[i].second, play_fleet(played[i].second), ended ? study.outcomes[i].result : std::nullopt);
    if (ended && !study.outcomes[i].result) table.table().notes.push_back(fmt::format("failed run: {}: {}", played[i].first->name, study.outcomes[i].failure));
  }
  std::string left_out;
  for (const auto& [kind, count] : others) left_out += fmt::format("{}{} {}", left_out.empty() ? "" : ", ", count, kind);
  if (!left_out.empty()) table.table().notes.push_back("here, and not in this table, which is of nodes that fail: " + left_out);
  return table.finished();
}

} // namespace archipelago
