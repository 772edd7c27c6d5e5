#include "models/protocol/grace.hpp"
#include "models/protocol/layer_readiness.hpp"
#include "models/protocol/weights.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>

using namespace archipelago;

TEST_CASE("the closed form of a step's end is the recurrence over its layers") {
  rc::prop("any arrivals, any number of layers", [] {
    const int layers = *rc::gen::inRange(1, 60);
    const double step = *rc::gen::inRange(1, 50) / 10.0, start = *rc::gen::inRange(0, 100) / 10.0;
    std::vector<PieceArrival> arrivals;
    std::vector<double> arrival_of(static_cast<std::size_t>(layers), 0.0);
    for (int k = *rc::gen::inRange(0, 10); k > 0; --k) {
      const int layer = *rc::gen::inRange(0, layers);
      const double at = *rc::gen::inRange(0, 200) / 10.0;
      arrivals.push_back({static_cast<double>(layer) / layers, Seconds(at)});
      arrival_of[static_cast<std::size_t>(layer)] = std::max(arrival_of[static_cast<std::size_t>(layer)], at);
    }
    double end = start;
    for (double arrival : arrival_of) end = std::max(end, arrival) + step / (3 * layers);
    end += 2 * step / 3;
    RC_ASSERT(std::abs(step_end(Seconds(start), Seconds(step), arrivals).value - end) < 1e-9);
  });
}

TEST_CASE("the bottom layer is ready last and needed first") {
  CHECK(gradient_ready(Seconds(10), Seconds(3), 0).value == 10);
  CHECK(gradient_ready(Seconds(10), Seconds(3), 0.5).value == Approx(9));
  CHECK(values_needed(Seconds(10), Seconds(3), 0).value == 10);
  CHECK(values_needed(Seconds(10), Seconds(3), 1).value == Approx(11));
}

TEST_CASE("a pipe carries pieces in order, one at a time") {
  const auto arrivals =
      pipe_arrivals({Seconds(0), Seconds(1), Seconds(10)}, {Bytes(20), Bytes(30), Bytes(10)}, BytesPerSecond(10));
  REQUIRE(arrivals.size() == 3);
  CHECK(arrivals[0].value == Approx(2));
  CHECK(arrivals[1].value == Approx(5));
  CHECK(arrivals[2].value == Approx(11));
}

TEST_CASE("merge weights: quantity times quality") {
  const double base = merge_weight({10, 1000});
  CHECK(merge_weight({10, 2000}) == Approx(4 * base));   // twice the tokens in the same steps
  CHECK(merge_weight({20, 2000}) == Approx(2 * base));   // twice the tokens in twice the steps
  CHECK(merge_weight({0, 0}) == 0);
  const auto shares = merge_shares({{10, 1000}, {10, 1000}, {10, 2000}});
  CHECK(shares[0] == Approx(1.0 / 6));
  CHECK(shares[2] == Approx(4.0 / 6));
  CHECK(merge_shares({{0, 0}, {0, 0}}) == std::vector<double>{0, 0});
}

TEST_CASE("the grace window is the cap until a round was seen, then the margin of the slack") {
  GraceWindow grace({0.9, 1.0}, 2);
  CHECK(grace.window().value == 0);
  grace.observe_step(Seconds(3));
  CHECK(grace.window().value == Approx(3));
  grace.observe_quorum(Seconds(1));
  grace.observe_sync(Seconds(3.5));
  CHECK(grace.window().value == Approx(0.9 * (6 - 4.5)));
  grace.observe_sync(Seconds(9.5));   // average 6.5: no slack left
  CHECK(grace.window().value == 0);
}

TEST_CASE("the grace window never exceeds its cap, and averages forget by half") {
  GraceWindow grace({0.9, 0.25}, 2);
  grace.observe_step(Seconds(4));
  grace.observe_step(Seconds(8));
  grace.observe_quorum(Seconds(0));
  grace.observe_sync(Seconds(0));
  CHECK(grace.window().value == Approx(0.25 * 6));
}
