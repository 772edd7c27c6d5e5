// What links carry as time goes by: outages, the time of day, and the other way that flows take while one is down.
//
// A carrier's factor is the product of its outages' and its day's. A link that carries nothing is down; where second paths are used,
// flows are sent the other way once the failover delay is over, and new flows come back with the link itself.
#include "models/network/carriers.hpp"
#include "sim/replay/replay.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace archipelago {

void Replay::set_outage(const CapacityChange& change, std::size_t link) {
  disturbances_.link_stated[link] = change.factor;
  set_link_factor(link);
  if (options_.observer) options_.observer->mark(MarkKind::outage, -1, now_, world_.network.links[link].name);
}

void Replay::set_profile(std::size_t carrier) {
  day_factors_[carrier] = factor_at(world_.network, carrier, now_);
  set_factor(carrier);
  if (const auto next = next_factor_change(world_.network, carrier, now_)) wake(*next, EventKind::link_profile, carrier);
}

void Replay::set_factor(std::size_t carrier) {
  const double factor = outage_factors_[carrier] * day_factors_[carrier];
  driver_->set_link_factor(carrier, factor);
  if (world_.network.multipath == Multipath::none || carrier >= world_.network.links.size()) return;
  const bool was_down = down_since_[carrier] >= 0;
  if (factor > 0) {
    down_since_[carrier] = -1;
    flow_book_.set_down(carrier, false);
  } else if (!was_down) {
    down_since_[carrier] = now_.value;
    wake(now_ + world_.network.failover_delay, EventKind::reroute, carrier);
  }
}

void Replay::reroute(std::size_t link) {
  constexpr double rounding = 1e-9;
  if (down_since_[link] < 0 || now_.value < down_since_[link] + world_.network.failover_delay.value - rounding) return;   // back, or down anew
  flow_book_.set_down(link, true);
  flow_book_.move_off(link, now_);
}

void Replay::stop_if_quiet() const {
  if (world_.simulation.horizon.unit != Horizon::Unit::time)
    throw std::runtime_error(fmt::format("nothing but background traffic happens at {} s of simulated time: {}", now_.value, waiting_for()));
}

} // namespace archipelago
