// Outages of sites and links as plans have them (models/failures/outage_plan.hpp). Losses that are announced are met between two steps.
#include "sim/replay/replay.hpp"

#include <algorithm>
#include <numeric>

namespace archipelago {

namespace {
enum class Stage : std::uint64_t { announced, begins, ends };
}

void Replay::arm_place(std::size_t index) {
  auto& place = disturbances_.places[index];
  const auto next = place.dates.next();
  if (!next) return;
  std::tie(place.from, place.to) = *next;
  const Seconds notice = world_.outages[index].notice;
  if (notice.value > 0) wake(std::max(now_, Seconds(place.from) - notice), EventKind::outage, index, static_cast<std::uint64_t>(Stage::announced));
  wake(Seconds(place.from), EventKind::outage, index, static_cast<std::uint64_t>(Stage::begins));
}

void Replay::on_place(std::size_t index, std::uint64_t stage) {
  switch (static_cast<Stage>(stage)) {
  case Stage::announced:
    for (std::size_t m = 0; m < learners_.size(); ++m)
      if (world_.learners[m].site == world_.outages[index].index) announce(m, all_slices(m), disturbances_.places[index].from, disturbances_.places[index].to);
    break;
  case Stage::begins: begin_outage(index); break;
  case Stage::ends: end_outage(index); break;
  }
}

std::vector<std::uint32_t> Replay::all_slices(std::size_t learner) const {
  std::vector<std::uint32_t> slices(static_cast<std::size_t>(fleets_[learner].slices()));
  std::iota(slices.begin(), slices.end(), 0u);
  return slices;
}

void Replay::begin_outage(std::size_t index) {
  const OutagePlan& plan = world_.outages[index];
  auto& place = disturbances_.places[index];
  place.open = true;
  if (counting_) ++place.count;
  wake(Seconds(place.to), EventKind::outage, index, static_cast<std::uint64_t>(Stage::ends));
  if (options_.observer) options_.observer->mark(MarkKind::outage, -1, now_, plan.name);
  change_links(plan, true);
  if (plan.place == OutagePlan::Place::link) return;
  ordered_ = plan.name;
  if (plan.shards_too) lose_syncer(Seconds(place.to));
  for (std::size_t m = 0; m < learners_.size(); ++m) {
    if (world_.learners[m].site != plan.index) continue;
    const auto slices = all_slices(m);
    strike_slices(m, slices, std::vector<Seconds>(slices.size(), Seconds(place.to)));
  }
  ordered_ = {};
}

void Replay::end_outage(std::size_t index) {
  auto& place = disturbances_.places[index];
  place.open = false;
  place.seconds += std::max(0.0, now_.value - std::max(place.from, counting_ ? account_.counted_from().value : now_.value));
  change_links(world_.outages[index], false);
  arm_place(index);
}

void Replay::change_links(const OutagePlan& plan, bool begins) {
  for (std::size_t l = 0; l < world_.network.links.size(); ++l) {
    const auto& ends = world_.network.links[l].between;
    const bool hit = plan.place == OutagePlan::Place::link ? l == plan.index : ends[0] == plan.index || ends[1] == plan.index;
    if (!hit) continue;
    auto& factors = disturbances_.link_factors[l];
    const double factor = plan.place == OutagePlan::Place::link ? plan.factor : 0;
    if (begins) factors.insert(factor);
    else factors.erase(factors.find(factor));
    set_link_factor(l);
  }
}

// The least that an outage under way leaves, stated or drawn.
void Replay::set_link_factor(std::size_t link) {
  const auto& factors = disturbances_.link_factors[link];
  const double stated = disturbances_.link_stated[link];
  outage_factors_[link] = factors.empty() ? stated : std::min(*factors.begin(), stated);
  set_factor(link);
}

void Replay::announce(std::size_t learner, std::vector<std::uint32_t> slices, double at, double until) {
  disturbances_.announced[learner].push_back({at, until, std::move(slices)});
}

// Before a step that would not end in time: what is announced is given up now.
Fleet::Loss Replay::drain(std::size_t learner) {
  Fleet::Loss loss;
  auto& announced = disturbances_.announced[learner];
  std::erase_if(announced, [this](const auto& each) { return each.at <= now_.value; });
  std::erase_if(announced, [&](const auto& each) {
    if (now_.value + learners_[learner].step_time <= each.at) return false;
    const Fleet::Loss given = fleets_[learner].strike(each.slices, std::vector<Seconds>(each.slices.size(), Seconds(each.until)), now_);
    loss.slices.insert(loss.slices.end(), given.slices.begin(), given.slices.end());
    loss.delays.insert(loss.delays.end(), given.delays.begin(), given.delays.end());
    return true;
  });
  return loss;
}

} // namespace archipelago
