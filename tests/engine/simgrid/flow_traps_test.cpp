// Traps of SimGrid 3.32 around links and their capacity. Each test holds what was measured: one that fails says that
// SimGrid has changed, and that what sim/engine does about the trap can be looked at again.
#include "tests/engine/simgrid/bare_engine.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>
#include <simgrid/kernel/ProfileBuilder.hpp>

#include <functional>
#include <memory>

namespace archipelago {
namespace {

namespace s4u = simgrid::s4u;
using simgrid::kernel::profile::DatedValue;
using simgrid::kernel::profile::Profile;
using simgrid::kernel::profile::ProfileBuilder;

constexpr std::uint64_t hundred_gigabytes = 100'000'000'000;

Approx about(double seconds) { return Approx(seconds).epsilon(1e-3); }

// End of one flow from "a" to "b" while `meanwhile` runs in an actor of its own.
double flow_end(BareEngine& engine, std::uint64_t bytes, const std::function<void()>& meanwhile) {
  double end = -1;
  s4u::Actor::create("meanwhile", engine.host("a"), meanwhile);
  s4u::Actor::create("flow", engine.host("a"), [&] {
    s4u::Comm::sendto(engine.host("a"), engine.host("b"), bytes);
    end = BareEngine::now();
  });
  engine.run();
  return end;
}

// A link at a tenth of its 10 GB/s that recovers at 5 s, by a plain bandwidth change or by a factor in a sharing callback.
double end_after_brown_out(bool by_factor) {
  return isolated_value([by_factor] {
    BareEngine engine;
    constexpr double nominal = 1e10;
    auto factor = std::make_shared<double>(0.1);
    auto* link = engine.duplex("a", "b", nominal)->get_link_up();
    const auto slowed = [factor](double full, int) { return full * *factor; };
    if (by_factor) link->set_sharing_policy(s4u::Link::SharingPolicy::NONLINEAR, slowed);
    else link->set_bandwidth(nominal / 10);
    return flow_end(engine, hundred_gigabytes, [&] {
      s4u::this_actor::sleep_until(5);
      *factor = 1;
      link->set_bandwidth(nominal);
    });
  });
}

// 1000 B/s for 1 s, 500 B/s until the second entry's time, then 1000 B/s again; a flow of 5000 B.
double end_under_profile(Profile* (*make)()) {
  return isolated_value([make] {
    BareEngine engine;
    auto* link = engine.zone()->create_link("profiled", 1000);
    link->set_bandwidth_profile(make())->seal();
    engine.route("a", "b", {s4u::LinkInRoute(link)});
    return flow_end(engine, 5000, [] {});
  });
}

} // namespace

TEST_CASE("trap 1: a flow keeps the bandwidth at its start as an upper bound for life") {
  CHECK(end_after_brown_out(false) == about(100.0));
  CHECK(end_after_brown_out(true) == about(14.5));   // what sim/engine does instead
}

TEST_CASE("trap 2: a bandwidth profile takes bytes per second, not shares") {
  const double end = isolated_value([] {
    BareEngine engine;
    auto* link = engine.zone()->create_link("profiled", 1000);
    link->set_bandwidth_profile(ProfileBuilder::from_string("half", "1.0 0.5\n", -1))->seal();
    engine.route("a", "b", {s4u::LinkInRoute(link)});
    return flow_end(engine, 1100, [] {});
  });
  CHECK(end == about(1 + 100 / 0.5));         // a share of 0.5 would give 1.2 s
}

TEST_CASE("trap 3: profile strings take dates, profile callbacks take increments") {
  CHECK(end_under_profile([] { return ProfileBuilder::from_string("dates", "1.0 500\n3.0 1000\n", -1); }) == about(6.0));
  CHECK(end_under_profile([] {
          const auto once = std::make_shared<bool>(false);
          return ProfileBuilder::from_callback(
              "increments",
              [once](std::vector<DatedValue>& values) {
                if (std::exchange(*once, true)) return;
                values.emplace_back(1.0, 500);
                values.emplace_back(3.0, 1000);
              },
              -1);
        }) == about(6.5));
}

TEST_CASE("a capacity of zero is no outage: the flow goes on as if nothing had changed") {
  const auto end_with_factor = [](double low) {
    return isolated_value([low] {
      BareEngine engine;
      auto factor = std::make_shared<double>(1.0);
      auto* link = engine.duplex("a", "b", 1e10)->get_link_up();
      link->set_sharing_policy(s4u::Link::SharingPolicy::NONLINEAR, [factor](double full, int) { return full * *factor; });
      return flow_end(engine, hundred_gigabytes, [&] {
        for (auto [at, value] : {std::pair(2.0, low), std::pair(5.0, 1.0)}) {
          s4u::this_actor::sleep_until(at);
          *factor = value;
          link->set_bandwidth(1e10);
        }
      });
    });
  };
  CHECK(end_with_factor(0.0) == about(10.0));
  CHECK(end_with_factor(1e-9) == about(13.0));   // as good as zero
}

TEST_CASE("SimGrid's defaults falsify wide-area flows") {
  const auto end = [](const std::vector<std::string>& options) {
    return isolated_value([&options] {
      BareEngine engine(options);
      engine.shared("a", "b", 12.5e9, 0.03);
      return flow_end(engine, hundred_gigabytes, [] {});
    });
  };
  // 8.03 s is right. A 4 MiB window; LV08's latency and bandwidth factors; 5 % of each flow laid on its way back.
  CHECK(end({}) == about(1475));
  CHECK(end({"network/TCP-gamma:1e18"}) == about(13.01 * 0.03 + 8 * 1.05 / 0.97));
  CHECK(end({"network/model:CM02", "network/TCP-gamma:1e18"}) == about(0.03 + 8 * 1.05));
  CHECK(end({"network/model:CM02", "network/TCP-gamma:1e18", "network/crosstraffic:0"}) == about(8.03));
}

} // namespace archipelago
