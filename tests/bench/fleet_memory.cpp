// Peak memory of an exact run at 2.4 million accelerators (target: below 60 MB).
#include "sim/engine/exact.hpp"
#include "tests/bench/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/core.h>

#include <fstream>
#include <string>

using namespace archipelago;

namespace {
double peak_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6));
  return 0;
}
} // namespace

int main() {
  struct Played { double wall_s, peak_kB; std::int64_t failures; };
  const Played played = isolated_value([] {
    const Result result = run_exact(large_fleet_world(), 1);
    std::int64_t failures = 0;
    for (const LearnerResult& learner : result.learners) failures += learner.failures;
    return Played{result.wall_s, peak_kilobytes(), failures};
  });
  fmt::print("2.4 million accelerators, 1 day: peak {:.1f} MB (target 60), {} slices lost, {:.2f} s\n", played.peak_kB * 1.024e-3,
             played.failures, played.wall_s);
}
