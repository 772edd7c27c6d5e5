// When a run ends, and its account.
#include "sim/replay/caveats.hpp"
#include "sim/replay/replay.hpp"

#include "models/cost/worth.hpp"
#include "models/preview/data_verdict.hpp"
#include "models/result_rows.hpp"
#include "models/workload/flops.hpp"

#include <algorithm>
#include <limits>

namespace archipelago {

bool Replay::horizon_reached(const Horizon& horizon) const {
  const bool warm_up = !counting_;
  if (horizon.unit == Horizon::Unit::time) return false;   // a timer ends it
  if (horizon.unit == Horizon::Unit::tokens) {
    double tokens = 0;
    if (warm_up) return total_tokens_ >= horizon.amount;
    for (const auto& state : learners_) tokens += state.tokens - state.counted_tokens;
    return tokens >= horizon.amount;
  }
  // Steps of the slowest learner; those that come and go by their availability are not the measure while others stay.
  std::int64_t slowest = std::numeric_limits<std::int64_t>::max(), slowest_visitor = slowest;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const std::int64_t steps = learners_[m].steps - (warm_up ? 0 : learners_[m].counted_steps);
    auto& least = world_.learners[m].available.empty() && !world_.learners[m].holding ? slowest : slowest_visitor;
    least = std::min(least, steps);
  }
  if (slowest == std::numeric_limits<std::int64_t>::max()) slowest = slowest_visitor;
  return static_cast<double>(slowest) >= horizon.amount;
}

void Replay::end_warm_up() {
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    settle_open(m, now_);
    learners_[m].counted_steps = learners_[m].steps;
    learners_[m].counted_tokens = learners_[m].tokens;
    learners_[m].failures = 0;
    learners_[m].allocated = 0;
  }
  account_.start_counting(now_);
  if (data_) data_->start_counting(now_);
  meter_.start_counting();
  flow_book_.start_counting();
  background_.start_counting(now_);
  counting_ = true;
  on_counting();
}

void Replay::finish() {
  finished_ = true;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    settle_open(m, now_);
    if (learners_[m].phase != Phase::outside)
      learners_[m].allocated += now_.value - std::max(learners_[m].allocated_from, account_.counted_from().value);
  }
  others_ = background_.results(flow_book_, now_);
  flow_book_.stop_all(now_);
  for (SlowSpells& spells : disturbances_.slow) slow_spells_ += spells.begun(account_.counted_from().value, now_.value);
  account_.close(now_);
  if (data_) data_->close(now_);
  driver_->finish();
}

namespace {
TimeShares shares_of(const TimeShares& seconds, double allocated) {
  TimeShares shares{};
  if (allocated > 0) std::transform(seconds.begin(), seconds.end(), shares.begin(), [&](double s) { return s / allocated; });
  return shares;
}
double at(const TimeShares& shares, TimeClass what) { return shares[static_cast<std::size_t>(what)]; }
} // namespace

Result Replay::result() const {
  Result result;
  result.seed = options_.seed;
  result.events = events_;
  result.activities = flow_book_.started() + computes_;
  result.fingerprint = fingerprint_.value();
  result.horizon_s = now_.value - account_.counted_from().value;

  TimeShares whole{};
  std::vector<TimeShares> of_site(world_.sites.size());
  std::vector<double> site_allocated(world_.sites.size());
  double allocated = 0, useful_flops = 0, peak_flops = 0;
  const double flops_per_token = training_flops_per_token(world_.model, world_.training.sequence_length).value;
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const Learner& learner = world_.learners[m];
    const LearnerState& state = learners_[m];
    LearnerResult row = learner_row(world_, m);
    row.allocated_s = state.allocated - account_.not_held(m).value;
    row.steps = state.steps - state.counted_steps;
    row.tokens = state.tokens - state.counted_tokens;
    row.failures = state.failures;
    const TimeShares& seconds = account_.seconds(m);
    row.time_shares = shares_of(seconds, row.allocated_s);
    row.goodput = at(row.time_shares, TimeClass::compute);
    const bool constant = (learner.step_time.law == StepLaw::constant && disturbances_.slow.empty()) || step_times_[m].count() == 0;
    row.step_time_mean_s = constant ? learner.step_time.mean.value : step_times_[m].mean();
    row.step_time_p50_s = constant ? row.step_time_mean_s : step_times_[m].quantile(0.5);
    row.step_time_p99_s = constant ? row.step_time_mean_s : step_times_[m].quantile(0.99);
    const auto weight = static_cast<double>(learner.accelerators);
    for (std::size_t c = 0; c < time_class_count; ++c) {
      whole[c] += weight * seconds[c];
      of_site[learner.site][c] += weight * seconds[c];
    }
    allocated += weight * row.allocated_s;
    site_allocated[learner.site] += weight * row.allocated_s;
    useful_flops += row.tokens * flops_per_token;
    peak_flops += weight * row.allocated_s * learner.accelerator.peak_bf16.value;
    result.tokens += row.tokens;
    result.steps += row.steps;
    result.learners.push_back(std::move(row));
  }
  add_faults(result);
  result.time_shares = shares_of(whole, allocated);
  result.goodput = at(result.time_shares, TimeClass::compute);
  const double communicating = result.goodput + at(result.time_shares, TimeClass::exposed_communication);
  result.compute_utilization = communicating > 0 ? result.goodput / communicating : 0;
  if (result.horizon_s > 0) {
    result.tokens_per_s = result.tokens / result.horizon_s;
    result.system_uptime = account_.uptime().value / result.horizon_s;
  }
  if (peak_flops > 0) result.mfu = useful_flops / peak_flops;
  if (!world_.training.target_tokens) result.unknown.push_back({"time_to_target_s", "training.target_tokens"});
  else if (result.tokens_per_s > 0) result.time_to_target_s = *world_.training.target_tokens / result.tokens_per_s;
  for (std::size_t s = 0; s < world_.sites.size(); ++s)
    result.sites.push_back({world_.sites[s].name, shares_of(of_site[s], site_allocated[s]), {}});
  result.links = meter_.results(Seconds(result.horizon_s));
  if (data_) data_->report(result);
  result.backbones = meter_.backbone_results(Seconds(result.horizon_s));
  result.background = others_;
  report_syncer(result.syncer);
  report_spares(result);
  result.outer_steps = result.syncer.rounds;
  add_worth(world_, result);
  add_caveats(world_, result);
  add_chaos_flags(result);
  add_data_verdict(world_, result);
  return result;
}

} // namespace archipelago
