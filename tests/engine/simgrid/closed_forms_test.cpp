// SimGrid, bare and through our Platform, against flows whose ends are known: to 0.1 %.
#include "tests/engine/simgrid/scene.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <array>

namespace archipelago {
namespace {

constexpr BytesPerSecond fast(12.5e9);        // 100 Gbps
constexpr OneWayLatency far(0.03);
constexpr Bytes large(100e9);                 // 8 s alone on the link
constexpr std::size_t most_flows = 3;

struct Case {
  const char* name;
  Scene scene;
  std::vector<double> ends;
};

const std::vector<Case>& cases() {
  // 4 streams x 16 MB / 60 ms = 1.0667 GB/s per flow.
  const double window_rate = 4 * 16e6 / 0.06;
  static const std::vector<Case> all{
      {"one flow", {fast, far, {{Seconds(0), large}}}, {8.03}},
      {"latency alone", {fast, far, {{Seconds(0), Bytes(1)}}}, {0.03}},
      {"two flows share", {fast, far, {{Seconds(0), large}, {Seconds(0), large}}}, {16.03, 16.03}},
      // Each has half until the small one ends; the large one then has all.
      {"the rest gets what an ended flow leaves", {fast, far, {{Seconds(0), large}, {Seconds(0), large / 2}}}, {12.03, 8.03}},
      // 4 s alone, then half each until the first has moved its other 50 GB at 12 s; the second has 50 GB left.
      {"a flow that comes later", {fast, far, {{Seconds(0), large}, {Seconds(4), large}}}, {12.03, 16.03}},
      {"opposite directions do not share", {fast, far, {{Seconds(0), large, true}, {Seconds(0), large, false}}}, {8.03, 8.03}},
      // 1.97 s at 12.5 GB/s, 3 s at 1.25 GB/s, the rest at 12.5 GB/s: 0.9 x 3 s later.
      {"brown-out and recovery", {fast, far, {{Seconds(0), large}}, {{Seconds(2), 0.1}, {Seconds(5), 1}}}, {10.73}},
      // Begins inside the brown-out: must not keep its low rate afterwards. 1.97 s of 3 s x 0.9 are lost to it.
      {"begun in a brown-out", {fast, far, {{Seconds(2), large}}, {{Seconds(1), 0.1}, {Seconds(4), 1}}}, {10.03 + 0.9 * 1.97}},
      {"outage", {fast, far, {{Seconds(0), large}}, {{Seconds(2), 0}, {Seconds(5), 1}}}, {11.03}},
      {"window caps one flow", {fast, far, {{Seconds(0), large}}, {}, Bytes(16e6), 4}, {0.03 + 100e9 / window_rate}},
      // Three flows of 1.0667 GB/s fit on the link: the cap is each flow's own.
      {"window caps each flow by itself",
       {fast, far, {{Seconds(0), large}, {Seconds(0), large}, {Seconds(0), large / 2}}, {}, Bytes(16e6), 4},
       {0.03 + 100e9 / window_rate, 0.03 + 100e9 / window_rate, 0.03 + 50e9 / window_rate}},
      {"window above the share is no bound",
       {fast, far, {{Seconds(0), large}, {Seconds(0), large}}, {}, Bytes(1e9), 1},
       {16.03, 16.03}},
  };
  return all;
}

void check(const char* player, std::vector<Seconds> (*play)(const Scene&)) {
  for (const Case& one : cases()) {
    const auto ends = isolated_value([&] {
      std::array<double, most_flows> values{};
      const auto played = play(one.scene);
      for (std::size_t i = 0; i < played.size(); ++i) values[i] = played[i].value;
      return values;
    });
    for (std::size_t i = 0; i < one.ends.size(); ++i) {
      fmt::print("{:8} {:42} flow {}: {:11.6f} s, closed form {:11.6f} s\n", player, one.name, i, ends[i], one.ends[i]);
      INFO(player << ", " << one.name << ", flow " << i);
      CHECK(ends[i] == Approx(one.ends[i]).epsilon(1e-3));
    }
  }
}

} // namespace

TEST_CASE("bare SimGrid with our options meets the closed forms") { check("bare", play_bare); }
TEST_CASE("our Platform meets the closed forms") { check("platform", play_platform); }

} // namespace archipelago
