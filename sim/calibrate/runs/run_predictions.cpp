#include "sim/calibrate/runs/run_predictions.hpp"

#include "models/preview/preview.hpp"
#include "reports/result_json.hpp"
#include "scenarios/scenario.hpp"
#include "sim/calibrate/runs/play_once.hpp"
#include "sim/calibrate/runs/shortened.hpp"
#include "sim/calibrate/session.hpp"
#include "sim/study/supervisor.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace archipelago {

namespace {

constexpr double alike = 2;                   // factor up to which a closed form's slope is believed

std::set<ConstantKind> stated_in(const std::string& canonical) {
  const auto document = nlohmann::json::parse(canonical);
  std::set<ConstantKind> stated;
  const auto note = [&](const char* pointer, ConstantKind kind) {
    if (document.contains(nlohmann::json::json_pointer(pointer))) stated.insert(kind);
  };
  note("/training/step_efficiency", ConstantKind::step_efficiency);
  note("/protocol/sync_overhead", ConstantKind::sync_overhead);
  note("/protocol/start_up", ConstantKind::start_up);
  note("/protocol/link_efficiency", ConstantKind::link_efficiency);
  return stated;
}

std::vector<BytesPerSecond> rates_of(const World& world) {
  std::vector<BytesPerSecond> rates;
  for (const Link& link : world.network.links) rates.push_back(link.bandwidth);
  for (const Site& site : world.sites)
    if (site.lan) rates.push_back(site.lan->bandwidth);
  std::sort(rates.begin(), rates.end());
  rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
  return rates;
}

} // namespace

RunPredictions::RunPredictions(const std::vector<MeasuredFigure>& figures, const Options& options) : figures_(figures), options_(options) {
  std::map<std::string, std::optional<std::size_t>> by_name;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    std::string name = figures[i].scenario.string();
    for (const std::string& override : figures[i].overrides) name += " " + override;
    const auto [place, fresh] = by_name.try_emplace(name);
    if (fresh) {
      const std::size_t before = runs_.size();
      add_run(figures[i], name);
      if (runs_.size() > before) place->second = before;
    }
    run_of_.push_back(place->second.value_or(0));
    if (place->second) runs_[*place->second].figures.push_back(i);
  }
  if (!problems_.empty()) return;
  std::vector<Wanted> plain;
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    shorten(runs_[run]);
    plain.push_back({run, runs_[run].world, identity(run, {})});
  }
  play(plain);
  if (problems_.empty())
    for (std::size_t run = 0; run < runs_.size(); ++run) runs_[run].formula = is_like_formula(run);
}

void RunPredictions::shorten(Run& run) {
  std::vector<ResultKey> asked;
  for (const std::size_t i : run.figures) asked.push_back(figures_[i].key);
  if (auto shorter = shortened(run.world, asked)) {
    notes_.push_back(fmt::format("{}: {} is played: nothing asked for depends on the rest", run.key, shorter->note));
    run.world = std::move(shorter->world);
  } else if (run.world.simulation.seeds.size() > 1 && steps_of(run.world) > many_steps) {
    notes_.push_back(fmt::format("{}: all of the horizon is played with one seed, as figures asked for depend on it", run.key));
    run.world.simulation.seeds.resize(1);
  }
}

bool RunPredictions::is_like_formula(std::size_t run) const {
  std::vector<double> values;
  if (!take(run, {preview(runs_[run].world)}, values).empty()) return false;
  const std::vector<double>& exact = known_.at(identity(run, {}));
  for (std::size_t k = 0; k < values.size(); ++k)
    if (values[k] > alike * exact[k] || exact[k] > alike * values[k]) return false;
  return true;
}

void RunPredictions::add_run(const MeasuredFigure& figure, const std::string& name) {
  Reading reading = read_scenario(figure.scenario, {figure.overrides, options_.catalogues, false});
  for (const Problem& problem : reading.problems) problems_.push_back(fmt::format("{}: {}", figure.place, format_problem(problem)));
  if (!reading.world) return;
  auto& seeds = reading.world->simulation.seeds;
  if (seeds.size() > most_seeds) seeds.resize(most_seeds);
  std::string key = figure.scenario.filename().string();
  for (const std::string& override : figure.overrides) key += " " + override;
  runs_.push_back({name, key, std::move(*reading.world), stated_in(reading.canonical), {}});
}

std::vector<BytesPerSecond> RunPredictions::rates() const {
  std::vector<BytesPerSecond> rates;
  for (const Run& run : runs_)
    if (!run.stated.contains(ConstantKind::link_efficiency))
      for (const BytesPerSecond rate : rates_of(run.world)) rates.push_back(rate);
  std::sort(rates.begin(), rates.end());
  rates.erase(std::unique(rates.begin(), rates.end()), rates.end());
  return rates;
}

std::optional<BytesPerSecond> RunPredictions::slowest_rate(std::size_t run) const {
  const auto rates = rates_of(runs_[run].world);
  return rates.empty() ? std::nullopt : std::optional(rates.front());
}

bool RunPredictions::all_state(ConstantKind kind) const {
  return std::all_of(runs_.begin(), runs_.end(), [&](const Run& run) { return run.stated.contains(kind); });
}

JobConstants RunPredictions::masked(const Run& run, JobConstants constants) const {
  const JobConstants neutral;
  for (const ConstantKind kind : run.stated) switch (kind) {
    case ConstantKind::step_efficiency: constants.step_efficiency = neutral.step_efficiency; break;
    case ConstantKind::sync_overhead: constants.sync_overhead = neutral.sync_overhead; break;
    case ConstantKind::start_up: constants.start_up = neutral.start_up; break;
    case ConstantKind::link_efficiency: constants.link_efficiency.clear(); break;
    }
  return constants;
}

std::string RunPredictions::identity(std::size_t run, const JobConstants& constants) const {
  std::string text = fmt::format("{} {:a} {:a} {:a}", run, constants.step_efficiency, constants.sync_overhead.value, constants.start_up.value);
  for (const BytesPerSecond rate : rates_of(runs_[run].world)) text += fmt::format(" {:a}", efficiency_at(constants.link_efficiency, rate));
  return text;
}

std::vector<std::vector<double>> RunPredictions::predicted(const std::vector<JobConstants>& candidates, bool by_formula) {
  std::vector<Wanted> wanted;
  std::vector<std::vector<std::string>> identities;
  for (const JobConstants& candidate : candidates) {
    identities.emplace_back();
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const JobConstants constants = masked(runs_[run], candidate);
      const bool formula = by_formula && runs_[run].formula;
      identities.back().push_back((formula ? "formula " : "") + identity(run, constants));
      const auto [place, fresh] = known_.try_emplace(identities.back().back());
      if (!fresh) continue;
      World world = runs_[run].world;
      apply(constants, world);
      if (formula)
        for (std::string& problem : take(run, {preview(world)}, place->second)) problems_.push_back(std::move(problem));
      else wanted.push_back({run, std::move(world), identities.back().back()});
    }
  }
  play(wanted);
  if (!problems_.empty()) throw CalibrationError(CalibrationExit::run_failed, problems_.front());
  std::vector<std::vector<double>> predicted(candidates.size(), std::vector<double>(figures_.size()));
  for (std::size_t c = 0; c < candidates.size(); ++c)
    for (std::size_t run = 0; run < runs_.size(); ++run)
      for (std::size_t k = 0; k < runs_[run].figures.size(); ++k) predicted[c][runs_[run].figures[k]] = known_.at(identities[c][run])[k];
  return predicted;
}

void RunPredictions::play(const std::vector<Wanted>& wanted) {
  if (wanted.empty()) return;
  std::vector<Job> jobs;
  for (const Wanted& one : wanted)
    for (const std::uint64_t seed : one.world.simulation.seeds)
      jobs.push_back({seed, [&world = one.world, seed](Progress& progress) { return play_once(world, seed, progress); }});
  SupervisorOptions options;
  options.parallel = options_.jobs;
  options.listener = &progress_;
  progress_.begin(jobs.size());
  StudyOutcome study = supervise(jobs, options);
  progress_.end();
  if (study.interrupted) throw CalibrationError(CalibrationExit::interrupted, "interrupted");
  played_ += jobs.size();
  std::size_t next = 0;
  for (const Wanted& one : wanted) {
    std::vector<Result> results;
    for (std::size_t k = 0; k < one.world.simulation.seeds.size(); ++k, ++next) {
      if (!study.outcomes[next].result) throw CalibrationError(CalibrationExit::run_failed, fmt::format("{}: {}", runs_[one.run].name, study.outcomes[next].failure));
      results.push_back(std::move(*study.outcomes[next].result));
    }
    for (std::string& problem : take(one.run, results, known_[one.identity])) problems_.push_back(std::move(problem));
  }
}

std::vector<std::string> RunPredictions::take(std::size_t run, const std::vector<Result>& results, std::vector<double>& values) const {
  std::vector<std::string> problems;
  values.assign(runs_[run].figures.size(), 0.0);
  for (const Result& result : results) {
    const nlohmann::json document = to_json(result);
    for (std::size_t k = 0; k < values.size(); ++k) {
      const MeasuredFigure& figure = figures_[runs_[run].figures[k]];
      const FigureValue reading = read_figure(document, figure.key);
      if (reading.value && *reading.value > 0) values[k] += *reading.value / static_cast<double>(results.size());
      else if (problems.empty() || !problems.back().starts_with(figure.place))
        problems.push_back(fmt::format("{}: {}: {}", figure.place, figure.key_text, reading.value ? "it is zero in this run: nothing to compare with" : reading.fault));
    }
  }
  return problems;
}

} // namespace archipelago
