#include "sim/cli/proposal/run_book.hpp"

#include "reports/result_json.hpp"
#include "scenarios/scenario.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/play.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/study_run.hpp"
#include "sim/study/supervisor.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace archipelago {

using nlohmann::json;

namespace {

struct Ready {
  std::string name, key;
  std::shared_ptr<const World> world;
  std::vector<std::uint64_t> seeds;
  std::vector<Outcome> outcomes = {};
};

// Run by run and seed by seed until the time is up.
class TimedJobs : public JobSource {
public:
  TimedJobs(std::vector<Ready>& runs, std::chrono::steady_clock::time_point deadline) : runs_(runs), deadline_(deadline) {
    for (std::size_t r = 0; r < runs.size(); ++r)
      for (const std::uint64_t seed : runs[r].seeds) list_.emplace_back(r, seed);
  }
  std::size_t size() const { return list_.size(); }

  std::optional<NumberedJob> next() override {
    if (at_ == list_.size() || std::chrono::steady_clock::now() > deadline_) return std::nullopt;
    const auto [run, seed] = list_[at_];
    return NumberedJob{at_++, make_job(runs_[run].world, seed)};
  }
  void ended(std::size_t job, Outcome outcome) override { runs_[list_[job].first].outcomes.push_back(std::move(outcome)); }

private:
  std::vector<Ready>& runs_;
  std::chrono::steady_clock::time_point deadline_;
  std::vector<std::pair<std::size_t, std::uint64_t>> list_;
  std::size_t at_ = 0;
};

// What a proposal reads of a run; results of many learners would be most of the file.
json headline(const Ready& run, const std::vector<Result>& results) {
  json document = result_document(run_info(*run.world), results);
  for (const char* part : {"learners", "sites", "links", "assumptions", "flags", "failed"}) document.erase(part);
  document["cost"].erase("ledger");
  document["syncer"].erase("contributors"), document["syncer"].erase("weight_share");
  document["scenario"].erase("file");
  document["engine"].erase("wall_s"), document["engine"].erase("fingerprint");
  document["key"] = run.key;
  return document;
}

std::string first_problem(const Reading& reading) {
  return reading.problems.empty() ? "cannot be read" : reading.problems.front().message + (reading.problems.front().pointer.empty() ? "" : " (" + reading.problems.front().pointer + ")");
}

} // namespace

RunBook::RunBook(const json& before, std::string file, const RunBookOptions& options)
    : file_(std::move(file)), options_(options), deadline_(Clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options.within_s))) {
  if (before.is_object())
    for (const auto& [name, run] : before.items())
      if (run.contains("key")) before_[run.at("key").get<std::string>()] = run;
}

void RunBook::play(const std::vector<Wanted>& wanted) {
  std::vector<Ready> ready;
  for (const Wanted& run : wanted) {
    if (runs_.contains(run.name)) continue;
    json scenario = run.scenario;
    for (const char* key : {"half_width", "replications", "seeds"}) scenario["simulation"].erase(key);
    scenario["simulation"]["fidelity"] = "fast", scenario["simulation"]["seeds"] = run.seeds;
    Reading reading = read_scenario_text(scenario.dump(), file_, {{}, catalogue_folder(), run.drop_unused});
    if (!reading.world) {
      left_out_.push_back({{"run", run.name}, {"reason", first_problem(reading)}});
      continue;
    }
    const auto world = std::make_shared<const World>(std::move(*reading.world));
    const RunInfo info = run_info(*world);
    const std::string key = fmt::format("{} {} {}", world->hash, fmt::join(run.seeds, ","), info.engine_version);
    if (before_.contains(key)) runs_[run.name] = before_[key];
    else ready.push_back({run.name, key, world, run.seeds});
  }
  if (ready.empty()) return;
  TimedJobs jobs(ready, deadline_);
  bool whole = true;
  {
    ProgressLine line(jobs.size(), options_.quiet);
    PlayArguments play;
    play.jobs = options_.jobs;
    SupervisorOptions supervisor = supervisor_options(play, &line);
    supervisor.wall_limit = std::max(std::chrono::milliseconds(1000), std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()) + std::chrono::seconds(10));
    whole = supervise(jobs, supervisor);
  }
  for (const Ready& run : ready) {
    std::vector<Result> results;
    std::string reason = "the time for further runs was over (--within gives more)";
    for (const std::uint64_t seed : run.seeds)
      for (const Outcome& outcome : run.outcomes) {
        if (outcome.seed != seed) continue;
        if (outcome.result) results.push_back(*outcome.result);
        else reason = outcome.failure;
      }
    if (results.size() == run.seeds.size()) runs_[run.name] = headline(run, results);
    else left_out_.push_back({{"run", run.name}, {"reason", reason}});
  }
  options_.keep(runs_);
  if (!whole) throw CommandError(ExitCode::interrupted, "");
}

const json* RunBook::find(const std::string& name) const {
  const auto found = runs_.find(name);
  return found == runs_.end() ? nullptr : &*found;
}

} // namespace archipelago
