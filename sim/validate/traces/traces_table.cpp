#include "sim/validate/traces/traces_table.hpp"

#include "scenarios/format/json_text.hpp"
#include "sim/engine/exact.hpp"
#include "sim/study/supervisor.hpp"
#include "sim/validate/published_table.hpp"
#include "sim/validate/traces/trace_rows.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <sstream>

namespace archipelago {

namespace {

constexpr Seconds engine_step(600);

nlohmann::json published_figures(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  std::vector<TextFault> faults;
  nlohmann::json document = parse_json(text.str(), faults);
  if (!stream || !faults.empty()) throw TableError(fmt::format("{}: {}", file.string(), faults.empty() ? "cannot be read" : faults.front().message));
  return document;
}

struct Played { TraceFile file; std::shared_ptr<const Trace> trace; std::shared_ptr<const World> world; };

std::shared_ptr<const OutageTrace> outages_of(const std::shared_ptr<const Trace>& trace) { return {trace, trace->outages()}; }

bool is_market(const std::string& kind) { return kind == "capacity_steps" || kind == "node_join_leave" || kind == "instance_episodes"; }

// The trace of a file as a run plays it; nothing where no run can.
std::optional<Played> played_of(const TraceFile& file) {
  if (file.kind != "node_outage" && file.kind != "site_outage" && !is_market(file.kind)) return std::nullopt;
  const auto trace = std::make_shared<const Trace>(read_trace_file(file));
  World world = is_market(file.kind)          ? world_of_market(*trace, engine_step)
                : file.kind == "site_outage" ? world_of_site(outages_of(trace), engine_step)
                                              : world_of(outages_of(trace), engine_step);
  return Played{file, trace, std::make_shared<const World>(std::move(world))};
}

void add(TraceRows& rows, const Played& played, const std::optional<Result>& run) {
  if (played.file.kind == "node_outage") rows.add_nodes(played.file, *played.trace->outages(), play_fleet(outages_of(played.trace)), run);
  else if (!run) return;
  else if (played.file.kind == "site_outage") rows.add_site(played.file, *run);
  else rows.add_market(played.file, *played.world, *run);
}

} // namespace

ValidationTable traces_table(const TracesRequest& request) {
  const std::vector<TraceFile> files = trace_files(request.data);
  TraceRows rows(files.empty() ? nlohmann::json() : published_figures(request.scenarios / "validation" / "traces" / "published.json"));
  rows.table().data_here = !files.empty();
  if (files.empty()) return std::move(rows.table());
  std::vector<Played> all;
  std::map<std::string, int> others;
  std::vector<Job> jobs;
  for (const TraceFile& file : files) {
    const auto played = played_of(file);
    if (!played) {
      ++others[file.kind];
      continue;
    }
    all.push_back(*played);
    jobs.push_back({1, [world = played->world](Progress&) { return run_exact(*world, 1); }});
  }
  SupervisorOptions options;
  options.parallel = request.jobs;
  const StudyOutcome study = supervise(jobs, options);
  if (study.interrupted) throw TableInterrupted();
  for (std::size_t i = 0; i < all.size(); ++i) {
    add(rows, all[i], study.outcomes[i].result);
    if (!study.outcomes[i].result) rows.table().notes.push_back(fmt::format("failed run: {}: {}", all[i].file.name, study.outcomes[i].failure));
  }
  std::string left_out;
  for (const auto& [kind, count] : others) left_out += fmt::format("{}{} {}", left_out.empty() ? "" : ", ", count, kind);
  if (!left_out.empty()) rows.table().notes.push_back("here, and not in this table, as no run plays its dates: " + left_out);
  return rows.finished();
}

} // namespace archipelago
