// Eq. 3 of the grace window: clamp(margin x (tau x step - (quorum + sync)), 0, cap x step).
#include "models/protocol/grace.hpp"

#include <catch2/catch.hpp>

namespace archipelago {
namespace {
GraceWindow observed(double step, double quorum, double sync, Grace rules = {0.9, 1.0}, int overlap = 2) {
  GraceWindow window(rules, overlap);
  window.observe_step(Seconds(step));
  window.observe_quorum(Seconds(quorum));
  window.observe_sync(Seconds(sync));
  return window;
}
} // namespace

TEST_CASE("the grace window is a share of the slack") {
  CHECK(observed(10, 6, 8).window().value == Approx(0.9 * (20 - 14)));
  CHECK(observed(10, 6, 8, {0.5, 1.0}, 3).window().value == Approx(0.5 * (30 - 14)).epsilon(1e-12));
}

TEST_CASE("it is at most the cap and never negative") {
  CHECK(observed(10, 0, 0).window() == Seconds(10));
  CHECK(observed(10, 0, 0, {0.9, 0.25}).window() == Seconds(2.5));
  CHECK(observed(10, 15, 15).window() == Seconds(0));
}

TEST_CASE("until a round has been seen it is the cap") {
  GraceWindow window({0.9, 1.0}, 2);
  window.observe_step(Seconds(7));
  CHECK(window.window() == Seconds(7));
  window.observe_quorum(Seconds(20));
  CHECK(window.window() == Seconds(7));
}

TEST_CASE("moving averages start at the first sample and halve the distance to each next") {
  MovingAverage average(0.5);
  CHECK_FALSE(average.has_value());
  average.observe(Seconds(8));
  CHECK(average.value() == Seconds(8));
  average.observe(Seconds(4));
  CHECK(average.value() == Seconds(6));
}

} // namespace archipelago
