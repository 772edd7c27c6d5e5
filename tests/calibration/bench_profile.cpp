// Time of one prediction from a profile: a training step is made of some hundreds, and a planner asks for millions of steps.
#include "scenarios/profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

using namespace archipelago;

namespace {

constexpr int repetitions = 5, calls = 1000000;

double median_nanoseconds(const std::function<double(double)>& call) {
  std::vector<double> times;
  double sink = 0;
  for (int repetition = 0; repetition < repetitions; ++repetition) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) sink += call(1024 + i % 4096);
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / calls);
  }
  if (sink < 0) fmt::print("{}\n", sink);   // keeps the calls
  std::nth_element(times.begin(), times.begin() + repetitions / 2, times.end());
  return times[repetitions / 2];
}

} // namespace

int main() {
  for (const char* name : {"a100-sxm-80gb", "h100-sxm"}) {
    const ProfileFile file = read_profile(std::filesystem::path(ARCHIPELAGO_SCENARIOS) / "profiles" / (std::string(name) + ".json"));
    if (!file.profile) return 1;
    const AcceleratorProfile& p = *file.profile;
    fmt::print("{}: matrix product {:.0f} ns, attention {:.0f} ns, all-reduce {:.0f} ns (limit 100)\n", name,
               median_nanoseconds([&](double m) { return p.gemm_time(m, 4096, 8192, MathPrecision::bf16).value; }),
               median_nanoseconds([&](double s) { return p.attention_by({}).forward_time({1, s, s, 32, 8, 128, true}).value; }),
               median_nanoseconds([&](double s) { return p.in_node_time(Collective::all_reduce, 8, Bytes(s * 1e4)).value; }));
  }
}
