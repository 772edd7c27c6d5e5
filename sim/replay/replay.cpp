#include "sim/replay/replay.hpp"

#include "sim/replay/slice_schedules.hpp"

#include <fmt/format.h>

#include <utility>

namespace archipelago {

std::string_view to_string(MarkKind kind) {
  constexpr std::array<std::string_view, 11> names{"slice lost",     "slice back",   "learner lost", "learner back", "recovery starts",
                                                  "recovery ended", "rolled back",  "checkpoint",   "outage",       "node asked for", "node there"};
  return names[static_cast<std::size_t>(kind)];
}

Replay::Replay(const World& world, const ReplayOptions& options)
    : world_(world), rules_(world.protocol), options_(options), topology_(world.sites.size(), world.network), hosts_(world),
      planner_(world, topology_), account_(world.learners.size(), options.observer), meter_(world, topology_, options.observer),
      learners_(world.learners.size()), step_times_(world.learners.size()), tape_next_(world.learners.size()) {
  if (options_.replay) options_.seed = options_.replay->seed;
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
  for (std::size_t l = 0; l < world_.network.links.size(); ++l)
    for (const CapacityChange& change : factor_changes(outages_of(world_, l))) {
      wake(change.at, EventKind::link_change, link_changes_.size());
      link_changes_.push_back({l, change.factor});
    }
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

void Replay::on_event(Seconds now, const Event& event) {
  if (finished_) return;
  now_ = now;
  ++events_;
  const std::size_t m = event.entity;
  const bool fresh = m < learners_.size() && event.stamp == learners_[m].stamp;
  switch (event.kind) {
  case EventKind::flow_done: {
    const FlowEntry entry = flows_[event.entity];
    flows_[event.entity].live = false;
    meter_.ended(event.entity, entry.size, now_, *driver_);
    on_flow_done(event.entity, entry.owner);
    break;
  }
  case EventKind::link_change:
    driver_->set_link_factor(link_changes_[m].link, link_changes_[m].factor);
    if (options_.observer) options_.observer->mark(MarkKind::outage, -1, now_, world_.network.links[link_changes_[m].link].name);
    break;
  case EventKind::batch_due: batch_due(m); break;
  case EventKind::storage_change: storage_changed(m); break;
  case EventKind::step_end: if (fresh) end_step(m); break;
  case EventKind::pause_end: if (fresh) end_pause(m); break;
  case EventKind::arrive: arrive(m); break;
  case EventKind::leave: leave(m); break;
  case EventKind::slice_return:
    if (fresh && learners_[m].phase == Phase::offline) return_slices(m);
    break;
  case EventKind::node_there: node_there(m, event.stamp); break;
  case EventKind::node_lost: lose_nodes_due(m); break;
  case EventKind::node_request: ask_for_nodes(m); break;
  case EventKind::chaos: strike(m); break;
  case EventKind::warm_up_end: end_warm_up(); break;
  case EventKind::horizon: finish(); break;
  default: on_protocol_event(event);
  }
}

FlowId Replay::start_flow(HostId from, HostId to, Bytes size, std::uint32_t owner) {
  const FlowId flow = driver_->start_flow(from, to, size);
  if (flow >= flows_.size()) flows_.resize(flow + 1);
  flows_[flow] = {owner, size, true};
  ++flows_started_;
  meter_.started(flow, hosts_.site_of(from, world_), hosts_.site_of(to, world_), now_);
  return flow;
}

void Replay::stop_flow(FlowId flow) {
  flows_[flow].live = false;
  meter_.ended(flow, driver_->stop_flow(flow), now_, *driver_);
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
