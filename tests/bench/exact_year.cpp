// A year of 16,384 accelerators in exact fidelity: how long it takes on one core (target: 60 s).
//   bench_exact_year              for real, once
//   bench_exact_year DAYS         a shorter one, with what a year of it would take
#include "sim/engine/exact.hpp"
#include "tests/bench/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <ctime>

using namespace archipelago;

int main(int argc, char** argv) {
  const double days = argc > 1 ? std::atof(argv[1]) : 365.25;
  if (!(days > 0)) return 2;
  struct Played { double wall_s, cpu_s, goodput; std::uint64_t activities, fingerprint; std::int64_t steps, rounds, losses; };
  const Played played = isolated_value([days] {
    const Result result = run_exact(year_world(Seconds(days * seconds_per_day)), 1);
    Played mine{result.wall_s, static_cast<double>(std::clock()) / CLOCKS_PER_SEC, result.goodput, result.activities, result.fingerprint, 0, 0, 0};
    for (const LearnerResult& learner : result.learners) {
      mine.steps += learner.steps;
      mine.losses += learner.failures;
    }
    mine.rounds = result.outer_steps;
    return mine;
  });
  fmt::print("{} days of 8 x 2,048 accelerators: {} learner steps, {} rounds, {} slices lost, {} activities, goodput {:.4f}, fingerprint {:016x}\n", days,
             played.steps, played.rounds, played.losses, played.activities, played.goodput, played.fingerprint);
  fmt::print("{:.2f} s of wall time, {:.2f} s of CPU, {:.2f} us per activity; a year: {:.1f} s (target 60)\n", played.wall_s, played.cpu_s,
             1e6 * played.cpu_s / static_cast<double>(played.activities), played.cpu_s * 365.25 / days);
}
