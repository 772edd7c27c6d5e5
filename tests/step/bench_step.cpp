// Time of one predicted step, and of the search for a 405B model's layout on 16,384 accelerators.
#include "models/workload/step/layout_search.hpp"
#include "tests/step/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>

using namespace archipelago;

namespace {

double median_seconds(int calls, const std::function<void()>& call) {
  std::array<double, 5> times;
  for (double& time : times) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) call();
    time = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / calls;
  }
  std::nth_element(times.begin(), times.begin() + 2, times.end());
  return times[2];
}

} // namespace

int main() {
  const TransformerShape dense = llama_405b(), experts = mixture();
  const Layout wide{.tensor = 8, .pipeline = 16, .virtual_stages = 8, .context = 2, .data = 64, .sharding = Sharding::optimizer};
  const StepQuestion large = question_for(dense, wide, 2048, 8192);
  const StepQuestion mixed = question_for(experts, {.expert = 8, .data = 64, .sharding = Sharding::optimizer}, 512);
  double sink = 0;
  fmt::print("one step, 405B dense: {:.2f} us; mixture: {:.2f} us (limit 50)\n", 1e6 * median_seconds(2000, [&] { sink += predict_step(large).step.value; }),
             1e6 * median_seconds(2000, [&] { sink += predict_step(mixed).step.value; }));
  LayoutSearch found;
  const double search = median_seconds(1, [&] { found = search_layouts(large, 16384); });
  fmt::print("search over {} layouts, {} fit: {:.3f} s (limit 2)\n  {}\n", found.asked, found.fitting, search, found.why);
  return sink > 0 ? 0 : 1;
}
