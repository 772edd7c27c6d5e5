#include "sim/validate/closed_form.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {

Learner learner(double step, std::vector<Availability> available = {}) {
  Learner learner;
  learner.step_time.mean = Seconds(step);
  learner.available = std::move(available);
  return learner;
}

World world_of(std::vector<Learner> learners) {
  World world;
  world.training.tokens_per_step = 10;
  world.learners = std::move(learners);
  return world;
}

}   // namespace

TEST_CASE("the time to tokens adds up what each learner does while it is there") {
  CHECK(time_to_tokens(world_of({learner(1)}), 100).value == Approx(10));
  CHECK(time_to_tokens(world_of({learner(1), learner(2)}), 150).value == Approx(10));
  // 10 tokens/s alone for 4 s, then twice that until 100.
  CHECK(time_to_tokens(world_of({learner(1), learner(1, {{Seconds(4), Seconds(1000)}})}), 100).value == Approx(7));
  // Away again before the end.
  CHECK(time_to_tokens(world_of({learner(1), learner(1, {{Seconds(0), Seconds(2)}})}), 100).value == Approx(8));
}

TEST_CASE("tokens that nobody makes take for ever") {
  CHECK(std::isinf(time_to_tokens(world_of({learner(1, {{Seconds(0), Seconds(2)}})}), 100).value));
}
