// What eight islands keep of the time that one lock-step job loses to failures and to its checkpoints, from the models' closed forms.
#include <models/failures/checkpoint_interval.hpp>
#include <models/network/collectives.hpp>
#include <models/protocol/closed_forms.hpp>

#include <cstdio>

using namespace archipelago;

int main() {
  const Seconds step(10), pause(84), mtbf_of_one(365.25 * 86400);
  const double accelerators = 16384, islands = 8;
  const auto goodput = [&](double share) { return goodput_with_pauses(step, step_failure_probability(accelerators * share / mtbf_of_one.value, step), pause); };
  const Seconds ring = ring_all_reduce_time(8, Bytes(1e9), {BytesPerSecond(1e9), OneWayLatency(0.01)});
  const Seconds interval = daly_optimal_interval(Seconds(30), Seconds(mtbf_of_one.value / accelerators));
  std::printf("goodput %.4f in one job, %.4f in each of %.0f islands; ring %.3f s; checkpoint every %.0f s\n", goodput(1), goodput(1 / islands), islands, ring.value,
              interval.value);
  return goodput(1) < goodput(1 / islands) && ring.value > 1.7 && interval.value > 0 ? 0 : 1;
}
