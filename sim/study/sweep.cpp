#include "sim/study/sweep.hpp"

#include "sim/study/replicate.hpp"

#include <algorithm>
#include <utility>

namespace archipelago {

Sweep::Sweep(Store& store, const std::vector<PlannedPoint>& points, const SweepOptions& options, MakeJob make_job)
    : store_(store), options_(options), make_job_(std::move(make_job)) {
  std::vector<std::string> order;
  std::map<std::string, std::size_t> places;   // of distinct scenarios, in the order of points: what shards share out
  std::size_t longest = 0;
  for (const PlannedPoint& point : points) {
    const auto [place, is_new] = places.emplace(point.scenario.id, places.size());
    if (!is_new || place->second % options_.shards != options_.shard - 1) continue;
    Cell cell{point.hash, point.point.overrides, point.seeds, 0, point.chance, point.point.drop_unused};
    if (options_.half_width && cell.chance)
      while (cell.seeds.size() < fewest_replications) cell.seeds.push_back(*std::max_element(cell.seeds.begin(), cell.seeds.end()) + 1);
    longest = std::max(longest, cell.seeds.size());
    cells_.emplace(point.scenario.id, std::move(cell));
    order.push_back(point.scenario.id);
  }
  for (std::size_t i = 0; i < longest; ++i)
    for (const std::string& scenario : order)
      if (i < cells_[scenario].seeds.size()) look_up(scenario, cells_[scenario].seeds[i]);
  for (const std::string& scenario : order)
    if (cells_[scenario].open == 0) grow(scenario);
}

void Sweep::look_up(const std::string& scenario, std::uint64_t seed) {
  Store::Run run = store_.run(scenario, seed);
  if (run.state == RunState::failed && options_.retry_failed) {
    store_.forget(scenario, seed);
    run = {};
  }
  const bool given_up = run.state == RunState::failed && run.attempts > options_.retries;
  if (run.state == RunState::done || given_up) {
    ++cached_;
    failed_ += given_up;
    return;
  }
  ++cells_[scenario].open;
  queue_.push_back({scenario, seed});
}

std::optional<std::pair<std::size_t, SweepRun>> Sweep::next_run() {
  if (queue_.empty()) return std::nullopt;
  const Ticket ticket = queue_.front();
  queue_.pop_front();
  const std::size_t number = next_run_++;
  under_way_.emplace(number, ticket);
  const Cell& cell = cells_.at(ticket.scenario);
  return std::pair{number, SweepRun{ticket.scenario, cell.hash, cell.overrides, ticket.seed, cell.drop_unused}};
}

std::optional<NumberedJob> Sweep::next() {
  const auto run = next_run();
  return run ? std::optional(NumberedJob{run->first, make_job_(run->second)}) : std::nullopt;
}

void Sweep::ended(std::size_t run, Outcome outcome) {
  const auto found = under_way_.find(run);
  const Ticket ticket = found->second;
  under_way_.erase(found);
  store_.record(ticket.scenario, outcome);
  if (!outcome.result && store_.run(ticket.scenario, ticket.seed).attempts <= options_.retries) {
    queue_.push_back(ticket);
    return;
  }
  ++played_;
  failed_ += !outcome.result;
  if (--cells_.at(ticket.scenario).open == 0) grow(ticket.scenario);
}

void Sweep::grow(const std::string& scenario) {
  Cell& cell = cells_.at(scenario);
  while (options_.half_width && cell.chance && cell.open == 0) {
    const auto values = store_.figure(scenario, options_.figure);
    std::vector<double> samples;
    for (const std::uint64_t seed : cell.seeds)
      if (const auto value = values.find(seed); value != values.end()) samples.push_back(value->second);
    const std::size_t wanted = seeds_needed(samples, cell.seeds.size(), *options_.half_width, options_.most_replications);
    if (wanted <= cell.seeds.size()) return;
    while (cell.seeds.size() < wanted) {
      cell.seeds.push_back(*std::max_element(cell.seeds.begin(), cell.seeds.end()) + 1);
      look_up(scenario, cell.seeds.back());   // one that an earlier start has played opens nothing
    }
  }
}

} // namespace archipelago
