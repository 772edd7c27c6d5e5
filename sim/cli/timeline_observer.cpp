#include "sim/cli/timeline_observer.hpp"

#include "models/preview/preview.hpp"

namespace archipelago {

namespace {
// The horizon may be in steps or tokens: the closed form knows about how long that is.
TimelineSetup setup_of(const World& world) {
  TimelineSetup setup;
  for (const auto& learner : world.learners) setup.learners.push_back(learner.name);
  for (const auto& link : world.network.links) setup.links.push_back(link.name);
  setup.horizon = Seconds(preview(world).horizon_s);
  return setup;
}
} // namespace

TimelineObserver::TimelineObserver(std::ostream& out, const World& world, Observer& next) : writer_(out, setup_of(world)), next_(next) {}

void TimelineObserver::learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) {
  writer_.learner_span(learner, what, from, to);
  next_.learner_span(learner, what, from, to);
}

void TimelineObserver::round_decided(std::int64_t round, Seconds quorum_wait, Seconds grace) {
  writer_.round_decided(round, quorum_wait, grace);
  next_.round_decided(round, quorum_wait, grace);
}

void TimelineObserver::round_span(std::int64_t round, int fragment, int contributors, Seconds launched, Seconds back) {
  writer_.round_span(round, fragment, contributors, launched, back);
  next_.round_span(round, fragment, contributors, launched, back);
}

void TimelineObserver::mark(MarkKind kind, int learner, Seconds at, std::string_view detail) {
  writer_.mark(to_string(kind), learner, at, detail);
  next_.mark(kind, learner, at, detail);
}

void TimelineObserver::link_span(std::size_t link, bool forward, double bytes, Seconds from, Seconds to) {
  writer_.link_span(link, forward, bytes, from, to);
  next_.link_span(link, forward, bytes, from, to);
}

void TimelineObserver::progress(double share, Seconds simulated) { next_.progress(share, simulated); }

} // namespace archipelago
