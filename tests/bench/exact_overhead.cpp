// What exact fidelity costs over a raw SimGrid program with as many activities (target: at most 1.5 times).
//   bench_exact_overhead [STEPS]            ours and raw by turns, 5 times each; medians of wall and CPU time
//   bench_exact_overhead full               90 days of 8 learners at 10 s steps, for real
//   bench_exact_overhead ours|raw STEPS     one run; what the gate counts instructions of
#include "sim/engine/exact.hpp"
#include "tests/bench/raw_program.hpp"
#include "tests/bench/worlds.hpp"
#include "tests/support/isolated.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

using namespace archipelago;

namespace {

constexpr std::int64_t ninety_days = 90 * 8640;   // in 10 s steps

struct Played { std::uint64_t activities = 0; double wall_s = 0, cpu_s = 0; };

Played play(bool ours, std::int64_t steps) {
  const World world = steady_world({Horizon::Unit::steps, static_cast<double>(steps)});
  const auto started = std::chrono::steady_clock::now();
  Played played;
  played.activities = ours ? run_exact(world, 1).activities : play_raw(world, steps);
  played.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  played.cpu_s = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;   // of a child, from its fork
  return played;
}

Played play_in_child(bool ours, std::int64_t steps) {
  return isolated_value([=] { return play(ours, steps); });
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

void print_ratio(const char* what, double Played::*time, const std::vector<Played>& ours, const std::vector<Played>& raw) {
  const auto middle = [time](const std::vector<Played>& runs) {
    std::vector<double> values;
    for (const Played& run : runs) values.push_back(run.*time);
    return median(std::move(values));
  };
  const double a = middle(ours), b = middle(raw);
  fmt::print("{:<18} {:10.3f} s ours {:10.3f} s raw   ratio {:.2f} (target 1.5)\n", what, a, b, a / b);
}

int compare(std::int64_t steps) {
  std::vector<Played> ours, raw;
  for (int turn = 0; turn < 5; ++turn) {
    ours.push_back(play_in_child(true, steps));
    raw.push_back(play_in_child(false, steps));
  }
  const auto activities = static_cast<double>(ours.front().activities);
  fmt::print("{:<18} {:10} ours   {:10} raw\n", "activities", ours.front().activities, raw.front().activities);
  print_ratio("wall, median of 5", &Played::wall_s, ours, raw);
  print_ratio("CPU, median of 5", &Played::cpu_s, ours, raw);
  std::vector<double> cpu;
  for (const Played& run : ours) cpu.push_back(run.cpu_s);
  fmt::print("{:.2f} us of CPU per activity; 90 days of 8 learners: {:.0f} s by extrapolation\n", 1e6 * median(cpu) / activities,
             median(cpu) * static_cast<double>(ninety_days) / static_cast<double>(steps));
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "20000";
  if (what == "full") {
    const Played played = play_in_child(true, ninety_days);
    fmt::print("90 days x 8 learners x 10 s steps: {} activities in {:.1f} s, {:.1f} s of CPU\n", played.activities,
               played.wall_s, played.cpu_s);
    return 0;
  }
  if (what == "ours" || what == "raw") {
    if (argc < 3) return 2;
    fmt::print("{}\n", play(what == "ours", std::stoll(argv[2])).activities);
    return 0;
  }
  return compare(std::stoll(what));
}
