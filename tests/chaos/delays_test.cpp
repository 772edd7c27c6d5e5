// Whom a kill delays, and by how much, at every date of a run of decoupled DiLoCo with a quorum of one: a learner that recovers in time delays no other, a
// dark link or site stalls the run at most until it is there again.
#include "tests/chaos/kit.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
constexpr double lasts = 4;                   // H is 8 steps of a second: a recovery fits
}

TEST_CASE("a learner killed at any date delays no other whose recovery fits in H steps, and a dark link or site none for longer than it lasts") {
  World world = chaos_world(ProtocolName::decoupled_diloco);
  const Figures clean = play(world);
  const std::vector<double> dates = event_dates(world, 0, 160 - lasts - 20);
  REQUIRE(dates.size() >= 300);
  int learners = 0, places = 0;
  for (std::size_t k = 0; k < dates.size(); k += 2)
    for (const ChaosEvent& kill : targets(world, dates[k], lasts)) {
      world.chaos = {kill};
      if (kill.syncer || (kill.victims.size() == 1 && kill.victims.front().slice)) continue;
      INFO(kill.text);
      const Figures struck = play(world);
      for (std::size_t m = 0; m < world.learners.size(); ++m) {
        bool victim = false;
        for (const auto& each : kill.victims) victim = victim || each.learner == m;
        const double step = world.learners[m].step_time.mean.value, missing = clean.learner_steps[m] - struck.learner_steps[m];
        if (kill.links.empty() && !victim) CHECK(missing <= 0);
        // The step that was lost, the stall, and a recovery or the rounds that waited.
        if (!kill.links.empty()) CHECK(missing <= std::ceil((lasts + 4) / step) + 1);
      }
      ++(kill.links.empty() ? learners : places);
    }
  CHECK(learners >= 600);
  CHECK(places >= 600);
}
