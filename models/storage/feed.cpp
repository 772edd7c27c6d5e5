#include "models/storage/feed.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace archipelago {

namespace {
// Dates carry the rounding of a double: what is missing for less than that is there.
double rounding(double now) { return 1e-15 * now + 1e-15; }
} // namespace

std::size_t Feed::add_stream(double to_read_once) {
  streams_.emplace_back().once = to_read_once;
  settle_coupling();
  return streams_.size() - 1;
}

void Feed::limit(double store, double service, double now) {
  look_at_all(now);
  store_ = store;
  service_ = service;
  settle_coupling();
}

void Feed::start(std::size_t stream, double opening, double shuffle, double now) {
  look(stream, now);
  Stream& each = streams_[stream];
  each.running = true;
  each.opens = now + opening;
  each.shuffle = shuffle;
  each.level = -shuffle;
  stale_ = true;
}

void Feed::stop(std::size_t stream, double now) {
  look(stream, now);
  Stream& each = streams_[stream];
  if (!each.running) return;
  withdraw(stream, now);
  counters_.dropped += each.level + each.shuffle;
  each.running = false;
  each.level = each.shuffle = 0;
}

void Feed::shape(std::size_t stream, double cap, double goal, double now) {
  Stream& each = streams_[stream];
  if (each.cap == cap && each.goal == goal) return;
  look_at_all(now);
  each.goal = goal;
  stale_ = true;
  if (std::exchange(each.cap, cap) != cap) settle_coupling();
}

void Feed::keep(std::size_t stream, double share, double now) {
  look(stream, now);
  Stream& each = streams_[stream];
  const double lost = std::max(0.0, each.level) * (1 - share);
  counters_.dropped += lost;
  each.level -= lost;
  stale_ = true;
}

bool Feed::take(std::size_t stream, double bytes, double now) {
  look(stream, now);
  Stream& each = streams_[stream];
  if (each.asked <= 0) ++asking_;
  each.asked = bytes;
  stale_ = true;
  if (!ready(stream, now)) return false;
  const double missing = std::max(0.0, bytes - each.level);   // a rounding
  counters_.read += missing;
  counters_.taken += bytes;
  each.level += missing - bytes;
  withdraw(stream, now);
  return true;
}

void Feed::withdraw(std::size_t stream, double now) {
  look(stream, now);
  if (std::exchange(streams_[stream].asked, 0.0) > 0) --asking_;
  stale_ = true;
}

bool Feed::ready(std::size_t stream, double now) {
  look(stream, now);
  const Stream& each = streams_[stream];
  if (!each.running || each.opens > now) return false;
  const double missing = each.asked - each.level;
  return missing <= 0 || missing <= each.rate * rounding(now);
}

double Feed::next_date(double now) {
  if (asking_ == 0) return never;
  look_at_all(now);
  double next = never;
  for (const Stream& each : streams_) {
    if (coupled_ || each.asked > 0) next = std::min(next, bend(each));
    if (each.asked > 0 && each.fills() && each.rate > 0) next = std::min(next, now + (each.asked - each.level) / each.rate);
  }
  return std::max(next, now + rounding(now));   // a bend within a rounding of now is over when somebody looks again
}

double Feed::level(std::size_t stream, double now) {
  look(stream, now);
  return streams_[stream].level;
}

double Feed::held(double now) {
  look_at_all(now);
  return std::accumulate(streams_.begin(), streams_.end(), 0.0, [](double sum, const Stream& each) { return sum + each.level + each.shuffle; });
}

Feed::Counters Feed::counters(double now) {
  look_at_all(now);
  return counters_;
}

void Feed::settle_coupling() {
  const double caps = std::accumulate(streams_.begin(), streams_.end(), 0.0, [](double sum, const Stream& each) { return sum + each.cap; });
  coupled_ = caps > store_ || caps > service_;
  order_.resize(streams_.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return streams_[a].cap < streams_[b].cap; });
  stale_ = true;
}

void Feed::share() {
  if (!std::exchange(stale_, false)) return;
  drawers_.resize(streams_.size());
  for (std::size_t k = 0; k < streams_.size(); ++k) drawers_[k] = {streams_[k].fills() ? streams_[k].cap : 0, streams_[k].once > 0};
  share_max_min(drawers_, order_, store_, service_, rates_);
  for (std::size_t k = 0; k < streams_.size(); ++k) streams_[k].rate = rates_[k];
}

double Feed::bend(const Stream& each) const {
  if (each.running && each.opens > each.at) return each.opens;
  if (!each.fills() || each.rate <= 0) return never;
  return each.at + std::min(each.wanted() - each.level, each.once > 0 ? each.once : never) / each.rate;
}

void Feed::pass(Stream& each, double to) {
  if (each.fills() && each.rate > 0) {
    const bool full = each.at + (each.wanted() - each.level) / each.rate <= to, once = each.at + each.once / each.rate <= to;
    const double read = full ? each.wanted() - each.level : each.rate * (to - each.at);
    counters_.read += read;
    if (each.once > 0) counters_.from_store += once ? std::min(read, each.once) : read;
    each.once = once ? 0 : each.once - read;
    each.level = full ? each.wanted() : each.level + read;
  }
  each.at = to;
}

void Feed::look(std::size_t stream, double now) {
  if (coupled_) return look_at_all(now);
  Stream& each = streams_[stream];
  each.rate = each.fills() ? each.cap : 0;
  while (each.at < now) {
    pass(each, std::min(now, bend(each)));
    each.rate = each.fills() ? each.cap : 0;
  }
}

void Feed::look_at_all(double now) {
  if (!coupled_)
    for (std::size_t k = 0; k < streams_.size(); ++k) look(k, now);
  else
    share();
  while (coupled_ && at_ < now) {
    double to = now;
    for (const Stream& each : streams_) to = std::min(to, bend(each));
    stale_ = to < now;
    for (Stream& each : streams_) {
      stale_ = stale_ || bend(each) <= to;
      pass(each, to);
    }
    at_ = to;
    share();
  }
  at_ = std::max(at_, now);
}

} // namespace archipelago
