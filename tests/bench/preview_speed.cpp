// Design points a second that the closed form answers on one core (target: 100): a Latin grid over what a planner turns.
#include "models/preview/preview.hpp"
#include "tests/bench/worlds.hpp"

#include <fmt/core.h>

#include <ctime>

using namespace archipelago;

int main() {
  double sum = 0;
  int points = 0;
  const double start = static_cast<double>(std::clock());
  for (int overlap = 0; overlap < 4; ++overlap)
    for (const double bits : {4.0, 8.0, 16.0})
      for (const int interval : {24, 48, 96})
        for (const double gigabits : {1.0, 2.0, 5.0, 10.0, 40.0})
          for (const double years : {1.0, 2.0, 5.0, 20.0}) {
            World world = failing_world(8, 8, 10);
            world.protocol.overlap = overlap;
            world.protocol.bits = bits;
            world.protocol.sync_interval = interval;
            for (Link& link : world.network.links) link.bandwidth = to_bytes(BitsPerSecond(gigabits * 1e9));
            world.failures->lifetime.scale = Seconds(years * seconds_per_year);
            world.simulation.horizon = {Horizon::Unit::time, 90 * seconds_per_day};
            const Result result = preview(world);
            if (result.fidelity != "closed-form") return 1;
            sum += result.goodput;
            ++points;
          }
  const double seconds = (static_cast<double>(std::clock()) - start) / CLOCKS_PER_SEC;
  fmt::print("{} design points in {:.3f} s of CPU: {:.0f} a second (target 100); mean goodput {:.4f}\n", points, seconds, points / seconds, sum / points);
}
