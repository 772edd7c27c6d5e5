// What fast fidelity costs beside exact, on one core and in one run; CPU seconds, each run in a process of its own, fast as the median of three.
//   bench_fast_speed          everything: some minutes, nearly all of them exact's
//   bench_fast_speed DAYS     exact for that many days only, with its time for the whole by proportion
#include "sim/engine/exact.hpp"
#include "sim/fast/fast.hpp"
#include "tests/bench/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

using namespace archipelago;

namespace {
struct Played { double cpu_s, peak_mb; std::uint64_t events; std::int64_t jumps; std::uint64_t fingerprint; };

double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) * 1.024e-3;
  return 0;
}

template <class Run> Played play(Run run) {
  return isolated_value([&] {
    const double before = static_cast<double>(std::clock());
    std::int64_t jumps = 0;
    const Result result = run(&jumps);
    return Played{(static_cast<double>(std::clock()) - before) / CLOCKS_PER_SEC, peak_megabytes(), result.events, jumps, result.fingerprint};
  });
}

// The median of three: where memory comes to lie makes a run of a second a tenth quicker or slower.
template <class Run> Played typical(Run run) {
  std::array<Played, 3> plays{play(run), play(run), play(run)};
  std::sort(plays.begin(), plays.end(), [](const Played& a, const Played& b) { return a.cpu_s < b.cpu_s; });
  return plays[1];
}

World for_days(World world, double days) {
  world.simulation.horizon = {Horizon::Unit::time, days * seconds_per_day};
  return world;
}

void beside_exact(const char* what, const World& world, double days, double exact_days, double target) {
  const Played fast = typical([&](std::int64_t* jumps) { return run_fast(for_days(world, days), 1, {nullptr, nullptr, nullptr, true, jumps}); });
  const Played slow = typical([&](std::int64_t*) { return run_fast(for_days(world, days), 1, {nullptr, nullptr, nullptr, false, nullptr}); });
  const Played exact = play([&](std::int64_t*) { return run_exact(for_days(world, exact_days), 1); });
  const double exact_s = exact.cpu_s * days / exact_days;
  fmt::print("{:<44}{:>6.0f} d{:>10.3f}{:>10.3f}{:>10.2f}{}{:>8.1f}x (target {:.0f}){:>7.1f}x without jumps, {} jumps{}\n", what, days, fast.cpu_s, slow.cpu_s,
             exact_s, exact_days < days ? "*" : " ", exact_s / fast.cpu_s, target, exact_s / slow.cpu_s, fast.jumps,
             exact_days < days ? "" : fast.fingerprint == exact.fingerprint ? ", same fingerprint" : ", other fingerprint");
}

Played alone(const char* what, const World& world, double days, const char* target) {
  const Played fast = play([&](std::int64_t* jumps) { return run_fast(for_days(world, days), 1, {nullptr, nullptr, nullptr, true, jumps}); });
  fmt::print("{:<44}{:>6.0f} d{:>10.3f}    {} events, {} jumps, peak {:.0f} MB (target {})\n", what, days, fast.cpu_s, fast.events, fast.jumps, fast.peak_mb, target);
  return fast;
}
} // namespace

int main(int argc, char** argv) {
  const double most = argc > 1 ? std::atof(argv[1]) : 1e9;
  if (!(most > 0)) return 2;
  fmt::print("{:<44}{:>8}{:>10}{:>10}{:>10}\n", "CPU seconds on one core", "", "fast", "no jumps", "exact");
  const World steady = steady_world({}), failing = failing_world(8, 8, 10), fleet = large_fleet_world();
  beside_exact("8 learners, nothing fails", steady, 90, std::min(most, 90.0), 100);
  beside_exact("8 learners, 16,384 accelerators, MTBI 5 years", failing, 90, std::min(most, 90.0), 30);
  beside_exact("2.4 million accelerators, MTBI 1 year", fleet, 30, std::min(most, 30.0), 10);
  alone("8 learners, nothing fails", steady, 365.25, "2 s");
  const Played eight = alone("8 learners, 16,384 accelerators, MTBI 5 years", failing, 365.25, "5 s");
  const Played many = alone("64 learners, as many accelerators", failing_world(64, 8, 10), 365.25, "10 times that of 8");
  fmt::print("64 learners cost {:.1f} times what 8 do\n", many.cpu_s / eight.cpu_s);
  alone("1,024 learners in 32 sites, 30 s steps", failing_world(1024, 32, 30), 30, "60 s, 200 MB");
}
