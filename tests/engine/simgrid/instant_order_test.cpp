// Events of one instant reach the replay by kind: what lands is there before a step that ends at the same date
// (sim/replay/driver.hpp). SimGrid runs its timers first, so the engine has to put them in order.
#include "sim/engine/exact.hpp"
#include "tests/engine/simgrid/two_sites.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

namespace archipelago {
namespace {

// Steps of 1 s, and a fragment that travels for exactly 1 s without latency: from the second on, each ends with a step.
World in_step() {
  World world = two_sites(BytesPerSecond(1e9), OneWayLatency(0));
  world.model.parameters = 1e9;
  world.training.tokens_per_step = 1;
  for (Learner& learner : world.learners) learner.step_time.mean = Seconds(1);
  world.protocol.fragments = 2;
  world.protocol.sync_interval = 2;
  world.protocol.quorum = 2;
  world.protocol.bits = 16;                   // 1 GB per fragment, all of which leaves each of two sites
  world.failures_known = Known::none;
  world.simulation.horizon = {Horizon::Unit::steps, 10};
  return world;
}

struct Counts { int together = 0, landed_first = 0; };

class Order : public Observer {
public:
  void learner_span(std::size_t, TimeClass, Seconds, Seconds to) override { last_step_end_ = to; }
  void round_span(std::int64_t, int, int, Seconds, Seconds back) override {
    // Every round but the last ends together with a step.
    ++counts.together;
    counts.landed_first += last_step_end_ < back;
  }
  Counts counts;

private:
  Seconds last_step_end_{-1};
};

} // namespace

TEST_CASE("what lands at the date at which a step ends is there first") {
  const Counts seen = isolated_value([] {
    Order order;
    ExactOptions options;
    options.observer = &order;
    options.simgrid_options = sanitizer_options();
    run_exact(in_step(), 1, options);
    return order.counts;
  });
  CHECK(seen.together >= 8);
  CHECK(seen.landed_first == seen.together);
}

} // namespace archipelago
