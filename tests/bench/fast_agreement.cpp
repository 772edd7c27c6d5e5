// Fast against exact fidelity on random scenarios of every protocol: what both find, and how far apart they are.
//   bench_fast_agreement [COUNT [FIRST]]        200 scenarios from number 0 unless said; exit 1 if one is beyond its limits
#include "tests/fast/agreement.hpp"
#include "tests/fast/random_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

using namespace archipelago;

namespace {
struct Worst {
  double goodput = 0, uptime = 0, utilization = 0, tokens = 0, bytes = 0, rounds = 0;
  void take(const Disagreement& off) {
    goodput = std::max(goodput, off.goodput_points);
    uptime = std::max(uptime, off.uptime_points);
    utilization = std::max(utilization, off.utilization_points);
    tokens = std::max(tokens, off.tokens_percent);
    bytes = std::max(bytes, off.link_bytes_percent);
    rounds = std::max(rounds, off.rounds_percent);
  }
};

void print_row(const World& world, std::uint64_t number, const Agreement& both) {
  const auto& off = both.off;
  fmt::print("{:>4} {:<23}{:>9}{:>9.2f}{:>10.5f}{:>10.5f}{:>10.5f}{:>10.5f}{:>10.5f}{:>10.5f}  {}{}\n", number, to_string(world.protocol.name),
             both.exact.events, 100 * both.exact.goodput, off.goodput_points, off.uptime_points, off.utilization_points, off.tokens_percent,
             off.link_bytes_percent, off.rounds_percent, both.exact.stuck ? "stuck " : both.same_fingerprint() ? "same" : "other", both.holds() ? "" : "  BEYOND");
}
} // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 1 ? std::stoull(argv[1]) : 200, first = argc > 2 ? std::stoull(argv[2]) : 0;
  fmt::print("{:>4} {:<23}{:>9}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}  {}\n", "", "protocol", "events", "goodput", "goodput", "uptime", "utiliz.", "tokens",
             "bytes", "rounds", "fingerprint");
  fmt::print("{:>4} {:<23}{:>9}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}\n", "", "", "", "%", "points", "points", "points", "%", "%", "%");
  Worst worst;
  std::uint64_t same = 0, beyond = 0;
  for (std::uint64_t number = first; number < first + count; ++number) {
    const World world = disturbed_world(number);
    const Agreement both = compare_fidelities(world, number + 1);
    print_row(world, number, both);
    worst.take(both.off);
    same += both.same_fingerprint();
    beyond += !both.holds();
  }
  fmt::print("worst of {}: goodput {:.5f}, uptime {:.5f}, utilization {:.5f} points (limit 0.2); tokens {:.5f} % (0.2), bytes {:.5f} %, rounds {:.5f} % (0.5)\n",
             count, worst.goodput, worst.uptime, worst.utilization, worst.tokens, worst.bytes, worst.rounds);
  fmt::print("{} of {} with the same event fingerprint, {} beyond the limits\n", same, count, beyond);
  return beyond == 0 ? 0 : 1;
}
