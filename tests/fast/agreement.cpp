#include "tests/fast/agreement.hpp"

#include "sim/engine/exact.hpp"
#include "sim/fast/fast.hpp"
#include "tests/support/isolated.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>

namespace archipelago {

namespace {
constexpr std::size_t most_directions = 32;
struct Played {
  FidelityFigures figures;
  std::array<double, most_directions> bytes{};
};

template <class Run> Played play(Run run) {
  return isolated_value([&] {
    Played played;
    FidelityFigures& figures = played.figures;
    try {
      const Result result = run();
      figures.goodput = result.goodput;
      figures.uptime = result.system_uptime;
      figures.utilization = result.compute_utilization;
      figures.tokens = result.tokens;
      figures.rounds = result.outer_steps;
      figures.fingerprint = result.fingerprint;
      figures.events = result.events;
      for (std::size_t i = 0; i < result.links.size(); ++i) {
        figures.link_bytes += result.links[i].bytes;
        played.bytes[i % most_directions] += result.links[i].bytes;
      }
    } catch (const ReplayError&) {
      figures.stuck = true;
    }
    figures.cpu_s = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    return played;
  });
}

double percent(double value, double reference) { return value == reference ? 0.0 : 100 * std::abs(value - reference) / std::max(std::abs(reference), 1e-300); }
double points(double a, double b) { return 100 * std::abs(a - b); }
} // namespace

Agreement compare_fidelities(const World& world, std::uint64_t seed) {
  const Played fast = play([&] { return run_fast(world, seed); }), exact = play([&] { return run_exact(world, seed); });
  Agreement agreement{fast.figures, exact.figures, {}};
  const FidelityFigures &a = fast.figures, &b = exact.figures;
  agreement.off = {points(a.goodput, b.goodput), points(a.uptime, b.uptime), points(a.utilization, b.utilization), percent(a.tokens, b.tokens), 0,
                   percent(static_cast<double>(a.rounds), static_cast<double>(b.rounds))};
  for (std::size_t i = 0; i < most_directions; ++i)
    agreement.off.link_bytes_percent = std::max(agreement.off.link_bytes_percent, percent(fast.bytes[i], exact.bytes[i]));
  return agreement;
}

} // namespace archipelago
