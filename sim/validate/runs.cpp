#include "sim/validate/runs.hpp"

#include "scenarios/scenario.hpp"
#include "sim/engine/exact.hpp"
#include "sim/study/supervisor.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::string identity_of(const Configuration& configuration) {
  std::string text = configuration.world;
  for (const std::string& override : configuration.overrides) text += '\n' + override;
  return text;
}

std::shared_ptr<const World> read_world(const Configuration& configuration, const std::filesystem::path& tables,
                                        const std::filesystem::path& catalogues) {
  ReadOptions options;
  options.overrides = configuration.overrides;
  options.catalogues = catalogues;
  Reading reading = read_scenario(tables / configuration.world, options);
  if (reading.world) return std::make_shared<const World>(std::move(*reading.world));
  std::string text;
  for (const Problem& problem : reading.problems) text += format_problem(problem) + '\n';
  throw TableError(text);
}

}   // namespace

std::string Runs::identity(const Query& query) {
  std::string text = identity_of(query.configuration);
  if (query.bandwidth) text += fmt::format("\n{}", query.bandwidth->value);
  return text;
}

std::shared_ptr<const World> Runs::world(const Query& query) {
  auto& stated = worlds_[identity_of(query.configuration)];
  if (!stated) stated = read_world(query.configuration, options_.tables, options_.catalogues);
  if (!query.bandwidth) return stated;
  World changed = *stated;
  for (Link& link : changed.network.links) link.bandwidth = to_bytes(*query.bandwidth);
  return std::make_shared<const World>(std::move(changed));
}

const std::vector<Result>* Runs::find(const Query& query) {
  const auto [place, is_new] = entries_.try_emplace(identity(query));
  Entry& entry = place->second;
  if (is_new) {
    entry.world = world(query);
    wanted_.push_back(&entry);
  }
  if (!entry.failure.empty()) throw RunFailed(entry.failure);
  return entry.done ? &entry.results : nullptr;
}

bool Runs::play_wanted() {
  std::vector<Job> jobs;
  std::vector<Entry*> owners;
  for (Entry* entry : wanted_)
    for (const std::uint64_t seed : entry->world->simulation.seeds) {
      jobs.push_back({seed, [world = entry->world, seed](Progress&) { return run_exact(*world, seed); }});
      owners.push_back(entry);
    }
  wanted_.clear();

  SupervisorOptions options;
  options.parallel = options_.parallel;
  options.wall_limit = std::chrono::minutes(5);   // the longest takes seconds: what goes on for minutes hangs
  StudyOutcome study = supervise(jobs, options);
  if (study.interrupted) return false;
  for (std::size_t k = 0; k < study.outcomes.size(); ++k) {
    Entry& entry = *owners[k];
    entry.done = true;
    if (study.outcomes[k].result) {
      steps_ += static_cast<double>(study.outcomes[k].result->steps);
      entry.results.push_back(std::move(*study.outcomes[k].result));
    } else {
      entry.failure = fmt::format("{}: {}", entry.world->name, study.outcomes[k].failure);
    }
  }
  played_ += jobs.size();
  return true;
}

}   // namespace archipelago
