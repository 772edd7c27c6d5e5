// Hands what a replay tells its observer to the timeline writer, and on to another observer.
#pragma once

#include "models/world.hpp"
#include "reports/timeline.hpp"
#include "sim/replay/observer.hpp"

#include <iosfwd>

namespace archipelago {

class TimelineObserver : public Observer {
public:
  TimelineObserver(std::ostream& out, const World& world, Observer& next);

  void learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) override;
  void round_decided(std::int64_t round, Seconds quorum_wait, Seconds grace) override;
  void round_span(std::int64_t round, int fragment, int contributors, Seconds launched, Seconds back) override;
  void mark(MarkKind kind, int learner, Seconds at, std::string_view detail) override;
  void link_span(std::size_t link, bool forward, double bytes, Seconds from, Seconds to) override;
  void progress(double share, Seconds simulated) override;

  void finish() { writer_.finish(); }

private:
  TimelineWriter writer_;
  Observer& next_;
};

} // namespace archipelago
