// Losses ordered at dates (models/failures/chaos.hpp): the same rules as after a loss that was drawn.
// The step under way is lost. What ends in the very instant has ended; slices that a learner loses between two steps it meets before
// the next, as all others; a learner without slices stops at once to send and to receive.
#include "sim/replay/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace archipelago {

Seconds Replay::back_from(std::size_t index, std::string_view victim, std::uint32_t slice) const {
  if (const auto until = world_.chaos[index].until) return *until;
  if (!world_.failures || (recovers() && victim != "the syncer")) return Seconds(std::numeric_limits<double>::infinity());
  const RandomStream delays(options_.seed, entity_key(victim), Purpose::chaos);
  return now_ + world_.failures->return_delay.first_of(1, delays.uniform(static_cast<std::uint64_t>(index) << 32 | slice));
}

Fleet::Loss Replay::drawn_repairs(std::size_t index, std::size_t learner, Fleet::Loss lost) const {
  const RandomStream delays(options_.seed, entity_key(world_.learners[learner].name), Purpose::chaos);
  for (std::size_t i = 0; i < lost.slices.size(); ++i)
    lost.delays[i] = world_.failures->return_delay.first_of(1, delays.uniform(static_cast<std::uint64_t>(index) << 32 | lost.slices[i]));
  return lost;
}

void Replay::strike(std::size_t index) {
  const ChaosEvent& event = world_.chaos[index];
  struck_[index] = !event.links.empty() || event.syncer;
  ordered_ = event.text;
  if (event.syncer) lose_syncer(back_from(index, "the syncer", 0));
  ordered_ = {};
  for (const auto& [learner, slice] : event.victims) {
    std::vector<std::uint32_t> slices(slice ? 1 : static_cast<std::size_t>(fleets_[learner].slices()), slice.value_or(0));
    if (!slice) std::iota(slices.begin(), slices.end(), 0u);
    std::vector<Seconds> until;
    for (const std::uint32_t each : slices) until.push_back(back_from(index, world_.learners[learner].name, each));
    ordered_ = event.text;
    if (recovers() && !event.until) {         // as any loss: noticed, and replaced
      const Fleet::Loss lost = fleets_[learner].strike(slices, until, now_);
      struck_[index] = struck_[index] || !lost.slices.empty() || learners_[learner].phase != Phase::outside;
      if (!lost.slices.empty()) lose_nodes(learner, drawn_repairs(index, learner, lost));
      ordered_ = {};
      continue;
    }
    const bool there = strike_slices(learner, slices, until);
    ordered_ = {};
    if (!there) {                             // it meets what is still down when it comes
      const Seconds last = *std::max_element(until.begin(), until.end());
      for (const Availability& window : world_.learners[learner].available)
        struck_[index] = struck_[index] || (window.from >= now_ && window.from < last);
      continue;
    }
    struck_[index] = true;
  }
}

bool Replay::strike_slices(std::size_t learner, const std::vector<std::uint32_t>& slices, const std::vector<Seconds>& until) {
  const Fleet::Loss lost = fleets_[learner].strike(slices, until, now_);
  if (learners_[learner].phase == Phase::outside) return false;
  if (recovers()) learners_[learner].incident = incidents_[learner].next(true);
  if (!lost.slices.empty()) kill(learner, lost);
  return true;
}

void Replay::kill(std::size_t learner, const Fleet::Loss& lost) {
  LearnerState& state = learners_[learner];
  disturbances_.loss_announced = false;
  const bool computing = state.phase == Phase::computing, gone = down(learner);
  if (!gone && !computing && !(recovers() && stops_as_one())) {
    state.drawn = false;
    state.struck.slices.insert(state.struck.slices.end(), lost.slices.begin(), lost.slices.end());
    state.struck.delays.insert(state.struck.delays.end(), lost.delays.begin(), lost.delays.end());
    return;
  }
  state.reported_before = computing && state.reported;
  interrupt(learner, false);
  settle_open(learner, now_);
  if (state.phase == Phase::loading) leave_loading(learner);   // what is left of its buffer is kept, and nobody asks for it
  lose_step(learner);
  if (gone) {
    stop_transfers(learner);
    state.struck = {};
    state.scaled = state.drawn = state.stale = false;
  }
  ++state.stamp;
  state.pauses.clear();
  state.phase = Phase::waiting;
  on_losses(learner, lost);
}

void Replay::add_chaos_flags(Result& result) const {
  if (restores_to_start_ > 0)
    result.flags.push_back({"checkpoints", "The syncer lost a part of its state when no checkpoint of the run was complete: all work since the start was lost."});
  for (std::size_t index = 0; index < world_.chaos.size(); ++index) {
    const ChaosEvent& event = world_.chaos[index];
    if (!struck_[index])
      result.flags.push_back({"simulation.chaos", fmt::format("\"{}\" hit nothing: {}.", event.text,
                                                              event.at >= now_ ? "the run ended before" : "no learner was there")});
    else if (event.until && *event.until <= account_.counted_from())
      result.flags.push_back({"simulation.chaos", fmt::format("\"{}\" was over before the end of the warm-up, where counting begins.", event.text)});
  }
}

} // namespace archipelago
