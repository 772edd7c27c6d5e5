#include "models/preview/preview.hpp"

#include "models/network/carriers.hpp"
#include "models/preview/data_pace.hpp"
#include "models/preview/data_verdict.hpp"
#include "models/preview/phases.hpp"
#include "models/preview/round_time.hpp"
#include "models/preview/server_time.hpp"
#include "models/preview/start_up.hpp"
#include "models/protocol/closed_forms.hpp"
#include "models/result_rows.hpp"
#include "models/storage/batches.hpp"
#include "models/workload/flops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace archipelago {

namespace {

constexpr double most_even_load = 0.4;        // above it the closed form is off by more than 10 points against the exact engine

double share_at(const TimeShares& shares, TimeClass what) { return shares[static_cast<std::size_t>(what)]; }

// Share of the horizon for which a learner is held.
double held_share(const Learner& learner, double horizon) {
  if (learner.holding) return learner.holding->mean_held;
  if (learner.available.empty()) return 1;
  double held = 0;
  for (const Availability& window : learner.available)
    held += std::max(0.0, std::min(window.to.value, horizon) - std::max(window.from.value, 0.0));
  return horizon > 0 ? held / horizon : 1;
}

double horizon_seconds(const World& world, const RunTimes& run) {
  const Horizon& horizon = world.simulation.horizon;
  if (horizon.unit == Horizon::Unit::time) return horizon.amount;
  double slowest = 0, tokens_per_second = 0;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    const double wall = world.learners[m].step_time.mean.value * run.learners[m].total();
    slowest = std::max(slowest, wall / std::max(run.learners[m].steps_kept, 1e-12));
    tokens_per_second += world.training.tokens_per_step * run.learners[m].tokens_kept / wall;
  }
  return horizon.unit == Horizon::Unit::steps ? horizon.amount * slowest : horizon.amount / tokens_per_second;
}

LearnerResult learner_result(const World& world, std::size_t m, const LearnerTime& time, double horizon) {
  const Learner& learner = world.learners[m];
  LearnerResult row = learner_row(world, m);
  row.allocated_s = horizon * held_share(learner, horizon);
  const double steps = row.allocated_s / (learner.step_time.mean.value * time.total());
  row.steps = std::llround(steps * time.steps_kept);
  row.tokens = steps * world.training.tokens_per_step * time.tokens_kept;
  for (std::size_t c = 0; c < time_class_count; ++c) row.time_shares[c] = time.spent[c] / time.total();
  row.goodput = share_at(row.time_shares, TimeClass::compute);
  row.failures = std::llround(steps * learner.step_time.mean.value * time.losses);
  row.step_time_mean_s = row.step_time_p50_s = row.step_time_p99_s = learner.step_time.mean.value;
  return row;
}

// Accelerator-weighted shares of some learners, those of one site or all.
template <class Belongs> TimeShares weighted_shares(const std::vector<LearnerResult>& rows, Belongs belongs) {
  TimeShares shares{};
  double held = 0;
  for (const LearnerResult& row : rows)
    if (belongs(row)) held += row.allocated_s * static_cast<double>(row.accelerators);
  for (const LearnerResult& row : rows)
    for (std::size_t c = 0; c < time_class_count; ++c)
      if (belongs(row) && held > 0)
        shares[c] += row.time_shares[c] * row.allocated_s * static_cast<double>(row.accelerators) / held;
  return shares;
}

double uptime(const World& world, const RunTimes& run) {
  std::vector<double> up;
  for (const LearnerTime& time : run.learners) up.push_back(time.up());
  const bool one_job =
      world.protocol.name == ProtocolName::data_parallel || world.protocol.name == ProtocolName::elastic_data_parallel;
  return one_job ? *std::max_element(up.begin(), up.end()) : uptime_of_independent(up);
}

std::optional<double> model_flops_utilization(const World& world, const Result& result) {
  const double per_token = training_flops_per_token(world.model, world.training.sequence_length).value;
  double peak = 0;
  for (std::size_t m = 0; m < world.learners.size(); ++m)
    peak += result.learners[m].allocated_s * static_cast<double>(world.learners[m].accelerators) *
            world.learners[m].accelerator.peak_bf16.value;
  return peak > 0 ? std::optional(result.tokens * per_token / peak) : std::nullopt;
}

void add_links(const World& world, const RunTimes& run, Result& result) {
  for (std::size_t d = 0; d < run.link_bytes_per_second.size(); ++d) {
    const std::size_t carrier = d / 2;
    LinkResult row = carrier_row(world, carrier, d % 2 == 0);
    row.bytes = run.link_bytes_per_second[d] * result.horizon_s;
    row.mean_bps = to_bits(BytesPerSecond(run.link_bytes_per_second[d])).value;
    row.utilization = run.link_bytes_per_second[d] / carrier_capacity(world.network, carrier).value;
    // A closed form has no instants; the least that the peak can be.
    row.peak_bps = row.mean_bps;
    (carrier < world.network.links.size() ? result.links : result.backbones).push_back(std::move(row));
  }
}

void add_syncer(const RunTimes& run, Result& result) {
  SyncerResult& syncer = result.syncer;
  syncer.rounds = std::llround(run.rounds_per_second * result.horizon_s);
  syncer.contributors_mean = run.contributors;
  const double first = run.start_up.value;
  syncer.sync_p50_s = run.synchronization.sync.value + (syncer.rounds == 1 ? first : 0);
  syncer.sync_mean_s = run.synchronization.sync.value + first / static_cast<double>(std::max<std::int64_t>(syncer.rounds, 1));
  syncer.sync_p99_s = syncer.sync_max_s = run.synchronization.longest.value + first;
  result.outer_steps = syncer.rounds;
}

void add_data(const World& world, Result& result) {
  const double batch = batch_of(*world.data, world.training.tokens_per_step).value;
  std::map<std::string, DataResult> rows;
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    LearnerResult& learner = result.learners[m];
    learner.step_time_mean_s = learner.step_time_p50_s = learner.step_time_p99_s = world.learners[m].step_time.mean.value;
    DataResult& row = rows[learner.site];
    if (learner.allocated_s <= 0) continue;
    const double taken = batch * learner.tokens / world.training.tokens_per_step, waited = share_at(learner.time_shares, TimeClass::data_wait);
    row.taken_bytes += taken;
    row.read_bytes += taken;
    row.given_bytes_per_s += taken / learner.allocated_s;
    if (waited < 1) row.asked_bytes_per_s += taken / (learner.allocated_s * (1 - waited));
  }
  for (const Site& site : world.sites) {
    if (!rows.contains(site.name)) continue;
    DataResult& row = rows[site.name];
    row.name = site.name;
    if (world.data->storage_bandwidth) row.storage_utilization = row.read_bytes / (world.data->storage_bandwidth->value * result.horizon_s);
    result.data.push_back(row);
  }
  result.flags.push_back({"data", "The closed form has the data path at its steady rates: what outages, stalls, caches and cold starts of single learners do is left to fidelity exact."});
  add_data_verdict(world, result);
}

// Transfers to and from one place do not start evenly spread, so they queue before the link is full.
void add_flags(const World& world, Result& result) {
  result.flags.push_back(
      {"closed-form", "Computed from formulas for aligned learners; fidelity fast or exact plays the run out."});
  if (world.failures && world.failures->recovery)
    result.flags.push_back({"failures.recovery", "The closed form takes every stage at its mean and a spare as always idle: waits for want of a spare, and storage "
                                                 "that several learners read at once, only show when the run is played out."});
  const bool centre = !world.protocol.sharded_syncer || world.protocol.name == ProtocolName::async_local_sgd;
  for (const LinkResult& link : result.links)
    if (centre && link.utilization > most_even_load) {
      result.flags.push_back(
          {"network", link.name + " is busy most of the time: transfers queue, and the closed form is optimistic."});
      break;
    }
  if (!world.background_flows.empty() || !world.neighbours.empty())
    result.flags.push_back({"network", "Background flows and neighbours compete in the replay only: the closed form is optimistic."});
}

Result steady_preview(const World& stated) {
  const std::vector<DataPace> paces = data_paces(stated);
  const World paced = paces.empty() ? World{} : paced_by_data(stated, paces);
  const World& world = paces.empty() ? stated : paced;
  const Topology topology(world.sites.size(), world.network);
  const bool server =
      world.protocol.name == ProtocolName::async_local_sgd || world.protocol.name == ProtocolName::hierarchical_local_sgd;
  RunTimes run;
  run.learners.resize(world.learners.size());
  if (server) add_server_times(world, topology, run);
  else add_round_times(world, topology, run);
  add_start_up(world, horizon_seconds(world, run), run);
  if (!paces.empty()) split_data_wait(stated, paces, horizon_seconds(world, run), run);

  Result result;
  result.fidelity = "closed-form";
  result.seed = world.simulation.seeds.empty() ? 1 : world.simulation.seeds.front();
  result.horizon_s = horizon_seconds(world, run);
  for (std::size_t m = 0; m < world.learners.size(); ++m) {
    result.learners.push_back(learner_result(world, m, run.learners[m], result.horizon_s));
    result.tokens += result.learners.back().tokens;
    result.steps += result.learners.back().steps;
  }
  result.tokens_per_s = result.horizon_s > 0 ? result.tokens / result.horizon_s : 0;
  result.time_shares = weighted_shares(result.learners, [](const LearnerResult&) { return true; });
  for (const Site& site : world.sites)
    result.sites.push_back(
        {site.name, weighted_shares(result.learners, [&](const LearnerResult& row) { return row.site == site.name; }), {}});
  result.goodput = share_at(result.time_shares, TimeClass::compute);
  const double communicating = result.goodput + share_at(result.time_shares, TimeClass::exposed_communication);
  result.compute_utilization = communicating > 0 ? result.goodput / communicating : 0;
  result.system_uptime = uptime(world, run);
  result.mfu = model_flops_utilization(world, result);
  if (!world.training.target_tokens) result.unknown.push_back({"time_to_target_s", "training.target_tokens"});
  else if (result.tokens_per_s > 0) result.time_to_target_s = *world.training.target_tokens / result.tokens_per_s;
  add_links(world, run, result);
  add_syncer(run, result);
  add_flags(world, result);
  if (!paces.empty()) add_data(stated, result);
  return result;
}

Result phased_preview(World world, Seconds span) {
  const auto phases = day_phases(world.network, span);
  std::vector<Result> results;
  for (const DayPhase& phase : phases) results.push_back(steady_preview(at_phase(world, phase)));
  return mixed(world, phases, results);
}

Seconds longest_period(const Network& network) {
  Seconds longest(0);
  const auto consider = [&](const auto& carrier) { longest = std::max({longest, carrier.profile.period, carrier.background.profile.period}); };
  for (const Link& link : network.links) consider(link);
  for (const Backbone& backbone : network.backbones) consider(backbone);
  return longest;
}

} // namespace

Result preview(const World& world) {
  if (!changes_by_day(world.network)) return steady_preview(world);
  if (world.simulation.horizon.unit == Horizon::Unit::time) return phased_preview(world, Seconds(world.simulation.horizon.amount));
  const Seconds cycle = longest_period(world.network);
  World timed = world;
  timed.simulation.horizon = {Horizon::Unit::time, 1000 * cycle.value};   // many: steps are counted whole
  const Result rate = phased_preview(timed, cycle);
  double steps = std::numeric_limits<double>::infinity();
  for (const LearnerResult& learner : rate.learners) steps = std::min(steps, static_cast<double>(learner.steps));
  const double reached = world.simulation.horizon.unit == Horizon::Unit::steps ? steps : rate.tokens;
  timed.simulation.horizon.amount *= world.simulation.horizon.amount / reached;
  return phased_preview(timed, cycle);
}

} // namespace archipelago
