#include "models/preview/phases.hpp"

#include "models/network/carriers.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr double least_factor = 1e-9;         // a link that carries nothing is a link that takes for ever

double& at(TimeShares& shares, TimeClass what) { return shares[static_cast<std::size_t>(what)]; }

void add(TimeShares& sum, const TimeShares& part, double weight) {
  for (std::size_t c = 0; c < time_class_count; ++c) sum[c] += weight * part[c];
}

void mix_links(const World& world, std::vector<LinkResult>& rows, std::vector<LinkResult> Result::*list, std::size_t first_carrier,
               const std::vector<DayPhase>& phases, const std::vector<Result>& results) {
  for (std::size_t d = 0; d < rows.size(); ++d) {
    LinkResult& row = rows[d];
    row.bytes = row.mean_bps = row.peak_bps = 0;
    for (std::size_t p = 0; p < phases.size(); ++p) {
      const LinkResult& part = (results[p].*list)[d];
      row.bytes += phases[p].share * part.bytes;
      row.mean_bps += phases[p].share * part.mean_bps;
      row.peak_bps = std::max(row.peak_bps, part.peak_bps);
    }
    row.utilization = row.mean_bps / to_bits(carrier_capacity(world.network, first_carrier + d / 2)).value;
  }
}

} // namespace

bool changes_by_day(const Network& network) {
  for (std::size_t c = 0; c < network.carriers(); ++c)
    if (varies(network, c)) return true;
  return false;
}

std::vector<DayPhase> day_phases(const Network& network, Seconds span) {
  std::map<std::vector<double>, double> lasts;
  for (Seconds now(0); now < span;) {
    std::vector<double> factors;
    Seconds until = span;
    for (std::size_t c = 0; c < network.carriers(); ++c) {
      factors.push_back(factor_at(network, c, now));
      if (const auto next = next_factor_change(network, c, now)) until = std::min(until, *next);
    }
    lasts[factors] += (until - now) / span;
    now = until;
  }
  std::vector<DayPhase> phases;
  for (const auto& [factors, share] : lasts) phases.push_back({share, factors});
  return phases;
}

World at_phase(const World& world, const DayPhase& phase) {
  World steady = world;
  for (std::size_t c = 0; c < phase.factors.size(); ++c) {
    const bool link = c < steady.network.links.size();
    auto& backbones = steady.network.backbones;
    BytesPerSecond& bandwidth = link ? steady.network.links[c].bandwidth : backbones[c - steady.network.links.size()].bandwidth;
    bandwidth *= std::max(phase.factors[c], least_factor);
    (link ? steady.network.links[c].profile : backbones[c - steady.network.links.size()].profile) = Profile{};
    (link ? steady.network.links[c].background : backbones[c - steady.network.links.size()].background) = BackgroundLoad{};
  }
  return steady;
}

Result mixed(const World& world, const std::vector<DayPhase>& phases, const std::vector<Result>& results) {
  Result mean = results.front();
  const auto average = [&](auto figure) {
    double sum = 0;
    for (std::size_t p = 0; p < phases.size(); ++p) sum += phases[p].share * static_cast<double>(figure(results[p]));
    return sum;
  };
  mean.tokens = average([](const Result& r) { return r.tokens; });
  mean.tokens_per_s = average([](const Result& r) { return r.tokens_per_s; });
  mean.steps = std::llround(average([](const Result& r) { return r.steps; }));
  mean.system_uptime = average([](const Result& r) { return r.system_uptime; });
  if (mean.mfu) mean.mfu = average([](const Result& r) { return *r.mfu; });
  if (world.training.target_tokens && mean.tokens_per_s > 0) mean.time_to_target_s = *world.training.target_tokens / mean.tokens_per_s;
  const auto mix_shares = [&](TimeShares& shares, auto of) {
    shares = {};
    for (std::size_t p = 0; p < phases.size(); ++p) add(shares, of(results[p]), phases[p].share);
  };
  mix_shares(mean.time_shares, [](const Result& r) { return r.time_shares; });
  for (std::size_t s = 0; s < mean.sites.size(); ++s) mix_shares(mean.sites[s].time_shares, [s](const Result& r) { return r.sites[s].time_shares; });
  for (std::size_t m = 0; m < mean.learners.size(); ++m) {
    LearnerResult& learner = mean.learners[m];
    mix_shares(learner.time_shares, [m](const Result& r) { return r.learners[m].time_shares; });
    learner.goodput = at(learner.time_shares, TimeClass::compute);
    learner.steps = std::llround(average([m](const Result& r) { return r.learners[m].steps; }));
    learner.tokens = average([m](const Result& r) { return r.learners[m].tokens; });
    learner.failures = std::llround(average([m](const Result& r) { return r.learners[m].failures; }));
  }
  mean.goodput = at(mean.time_shares, TimeClass::compute);
  const double communicating = mean.goodput + at(mean.time_shares, TimeClass::exposed_communication);
  mean.compute_utilization = communicating > 0 ? mean.goodput / communicating : 0;
  mix_links(world, mean.links, &Result::links, 0, phases, results);
  mix_links(world, mean.backbones, &Result::backbones, world.network.links.size(), phases, results);

  for (std::size_t d = 0; d < mean.data.size(); ++d)
    for (const auto figure : {&DataResult::read_bytes, &DataResult::taken_bytes, &DataResult::asked_bytes_per_s, &DataResult::given_bytes_per_s})
      mean.data[d].*figure = average([&](const Result& r) { return r.data[d].*figure; });

  SyncerResult& syncer = mean.syncer;
  const double rounds = average([](const Result& r) { return r.syncer.rounds; });
  const auto per_round = [&](double SyncerResult::*figure) {
    return rounds > 0 ? average([&](const Result& r) { return static_cast<double>(r.syncer.rounds) * (r.syncer.*figure); }) / rounds : syncer.*figure;
  };
  syncer.sync_mean_s = per_round(&SyncerResult::sync_mean_s);
  syncer.sync_p50_s = per_round(&SyncerResult::sync_p50_s);
  syncer.contributors_mean = per_round(&SyncerResult::contributors_mean);
  for (const Result& phase : results) {
    syncer.sync_p99_s = std::max(syncer.sync_p99_s, phase.syncer.sync_p99_s);
    syncer.sync_max_s = std::max(syncer.sync_max_s, phase.syncer.sync_max_s);
  }
  mean.outer_steps = syncer.rounds = std::llround(rounds);
  return mean;
}

} // namespace archipelago
