#include "sim/replay/replay.hpp"

#include "models/network/carriers.hpp"
#include "sim/replay/slice_schedules.hpp"

#include <fmt/format.h>

#include <utility>

namespace archipelago {

std::string_view to_string(MarkKind kind) {
  constexpr std::array<std::string_view, 11> names{"slice lost",     "slice back",   "learner lost", "learner back", "recovery starts",
                                                  "recovery ended", "rolled back",  "checkpoint",   "outage",       "node asked for", "node there"};
  return names[static_cast<std::size_t>(kind)];
}

namespace {
std::uint64_t seed_of(const ReplayOptions& options) { return options.replay ? options.replay->seed : options.seed; }
} // namespace

Replay::Replay(const World& world, const ReplayOptions& options)
    : world_(world), rules_(world.protocol), options_(options), topology_(world.sites.size(), world.network), hosts_(world),
      planner_(world, topology_), account_(world.learners.size(), options.observer), meter_(world, options.observer),
      flow_book_(world, topology_, meter_, seed_of(options)), learners_(world.learners.size()), step_times_(world.learners.size()),
      background_(world, topology_, seed_of(options)), outage_factors_(world.network.carriers(), 1.0), day_factors_(outage_factors_),
      down_since_(world.network.links.size(), -1), tape_next_(world.learners.size()) {
  options_.seed = seed_of(options);
  if (options_.record) *options_.record = Tape{options_.seed, 0, {}, {}};
  if (const auto& failures = world.failures)
    reconfiguration_ = {failures->detection, failures->downscale, failures->upscale, failures->restart};
  std::vector<SliceSchedule> schedules = slice_schedules(world, options_.seed);
  const bool scheduled = !schedules.empty(), draws = world.failures && !scheduled && !options_.replay;
  if (world.data) data_.emplace(world, options_.seed);
  for (const Learner& learner : world.learners) {
    Fleet::Laws laws;
    if (draws) laws = {world.failures->lifetime, world.failures->return_delay};
    if (scheduled) fleets_.emplace_back(learner.slices(), std::move(schedules[fleets_.size()]));
    else fleets_.emplace_back(options_.seed, learner.name, learner.slices(), learner.slice_size, draws ? &laws : nullptr);
    jitter_.emplace_back(options_.seed, entity_key(learner.name), Purpose::step_time);
  }
  if (recovers()) set_up_recovery();
}

void Replay::begin(Driver& driver) {
  driver_ = &driver;
  begin_disturbances();
  for (std::size_t l = 0; l < world_.network.links.size(); ++l)
    for (const CapacityChange& change : factor_changes(outages_of(world_, l))) {
      wake(change.at, EventKind::link_change, link_changes_.size());
      link_changes_.push_back({l, change});
    }
  flow_book_.begin(driver);
  for (std::size_t c = 0; c < world_.network.carriers(); ++c)
    if (varies(world_.network, c)) set_profile(c);
  background_.begin(driver, flow_book_);
  struck_.assign(world_.chaos.size(), false);
  for (const ChaosEvent& event : world_.chaos) keeps_cuts_ = keeps_cuts_ || event.syncer;
  for (std::size_t event = 0; event < world_.chaos.size(); ++event) wake(world_.chaos[event].at, EventKind::chaos, event);
  for (std::size_t site = 0; data_ && site < world_.sites.size(); ++site) await_storage_change(site);
  const auto& warm_up = world_.simulation.warm_up;
  if (warm_up.amount <= 0) end_warm_up();
  else if (warm_up.unit == Horizon::Unit::time) wake(Seconds(warm_up.amount), EventKind::warm_up_end, 0);
  if (world_.simulation.horizon.unit == Horizon::Unit::time)
    wake(Seconds(world_.simulation.horizon.amount + (warm_up.unit == Horizon::Unit::time ? warm_up.amount : 0)), EventKind::horizon, 0);
  for (std::size_t m = 0; m < learners_.size() && recovers(); ++m) watch(m);
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    const auto& windows = world_.learners[m].available;
    for (const Availability& window : windows) {
      if (window.from.value > 0) wake(window.from, EventKind::arrive, m);
      wake(window.to, EventKind::leave, m);
    }
    if (windows.empty() || windows.front().from.value <= 0) wake(Seconds(0), EventKind::arrive, m);
  }
}

// Others' traffic and the time of day go on for ever: a run that waits for nothing else would never end. Here, where the one caller has it inlined.
void Replay::note_quiet(bool quiet) {
  constexpr std::uint64_t most = 3'000'000;
  quiet_events_ = quiet ? quiet_events_ + 1 : 0;
  if (quiet_events_ > most) stop_if_quiet();
}

void Replay::on_event(Seconds now, const Event& event) {
  if (finished_) return;
  now_ = now;
  ++events_;
  if (event.kind != EventKind::flow_done) note_quiet(event.kind <= EventKind::background && event.kind != EventKind::batch_due);
  const std::size_t m = event.entity;
  const auto fresh = [&] { return event.stamp == learners_[m].stamp; };
  switch (event.kind) {
  case EventKind::flow_done:
    if (const auto ended = flow_book_.part_done(event.entity, now_)) {
      note_quiet(ended->background);
      if (ended->background) background_.on_flow_done(*ended, now_);
      else on_flow_done(ended->flow, ended->owner);
    }
    break;
  case EventKind::batch_due: batch_due(m); break;
  case EventKind::link_change: set_outage(link_changes_[m].change, link_changes_[m].link); break;
  case EventKind::link_profile: set_profile(m); break;
  case EventKind::reroute: reroute(m); break;
  case EventKind::background: background_.on_wake(m, now_); break;
  case EventKind::storage_change: storage_changed(m); break;
  case EventKind::step_end: if (fresh()) end_step(m); break;
  case EventKind::pause_end: if (fresh()) end_pause(m); break;
  case EventKind::arrive: arrive(m); break;
  case EventKind::leave: leave(m); break;
  case EventKind::slice_return:
    if (fresh() && learners_[m].phase == Phase::offline) return_slices(m);
    break;
  case EventKind::node_there: node_there(m, event.stamp); break;
  case EventKind::node_lost: lose_nodes_due(m); break;
  case EventKind::node_request: ask_for_nodes(m); break;
  case EventKind::chaos: strike(m); break;
  case EventKind::outage: on_place(m, event.stamp); break;
  case EventKind::holding: on_holding(m, event.stamp); break;
  case EventKind::corruption: on_corruption(m, event.stamp); break;
  case EventKind::warm_up_end: end_warm_up(); break;
  case EventKind::horizon: finish(); break;
  default: on_protocol_event(event);
  }
}

void Replay::mark(MarkKind kind, std::size_t learner, std::string_view detail) {
  if (options_.observer) options_.observer->mark(kind, static_cast<int>(learner), now_, detail);
}

Bytes Replay::model_copies(double copies) const {
  return Bytes(copies * world_.model.parameters * bytes_per_value(world_.model.precision));
}

Seconds Replay::connect(std::size_t learner) {
  return std::exchange(learners_[learner].connected, true) ? Seconds(0) : rules_.start_up;
}

std::string Replay::waiting_for() const {
  constexpr std::array<std::string_view, 9> names{"not available", "computing", "waiting for others or for data", "paused",
                                                  "offline",       "waiting for a broadcast to recover from", "receiving state", "exchanging its model",
                                                  "waiting for its input data"};
  std::string text;
  for (std::size_t m = 0; m < learners_.size() && m < 16; ++m)
    text += fmt::format("{}{}: {}", m ? "; " : "", world_.learners[m].name, names[static_cast<std::size_t>(learners_[m].phase)]);
  if (learners_.size() > 16) text += fmt::format("; and {} more", learners_.size() - 16);
  return text;
}

} // namespace archipelago
