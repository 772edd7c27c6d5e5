// What the replay relies on in our Platform: dates, ties, cancelled flows, lan legs, and ends that are heard of.
#include "sim/engine/platform.hpp"
#include "sim/replay/hosts.hpp"
#include "tests/engine/simgrid/death.hpp"
#include "tests/engine/simgrid/two_sites.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace archipelago {
namespace {

constexpr BytesPerSecond gigabyte_per_second(1e9);
constexpr Bytes ten_gigabytes(10e9);

// Two sites with a learner each, and the dates at which flows were done, by number.
struct Play {
  explicit Play(const World& played)
      : world(played), topology(world.sites.size(), world.network), hosts(world),
        platform(world, topology, sanitizer_options(), [this](FlowId flow) {
          done[flow] = platform.now().value;
          ++ended;
          if (on_done) on_done(flow);
        }) {
    done.fill(-1);
  }
  FlowId send(std::size_t from, Bytes size) { return platform.start(hosts.learner(from), hosts.learner(1 - from), size); }
  void run() { platform.run([] { throw std::runtime_error("deadlock"); }); }
  void stop_at(double date) { platform.set_timer(Seconds(date), [this] { platform.let_go(); }); }

  World world;
  Topology topology;
  Hosts hosts;
  std::array<double, 4> done{};
  int ended = 0;
  std::function<void(FlowId)> on_done;
  Platform platform;
};

World plain() { return two_sites(gigabyte_per_second, OneWayLatency(0)); }
Approx about(double seconds) { return Approx(seconds).epsilon(1e-9).margin(1e-9); }

} // namespace

TEST_CASE("the end of a flow is told at its very date") {
  const auto done = isolated_value([] {
    Play play(plain());
    play.send(0, ten_gigabytes);
    play.send(1, ten_gigabytes * 0.7);
    play.stop_at(20);
    play.run();
    return play.done;
  });
  CHECK(done[0] == about(10));
  CHECK(done[1] == about(7));
}

TEST_CASE("a cancelled flow tells what it moved, frees the link at once and is never done") {
  struct Seen { double moved, other; int ended; };
  const Seen seen = isolated_value([] {
    Play play(plain());
    const FlowId cancelled = play.send(0, ten_gigabytes), other = play.send(0, ten_gigabytes);
    double moved = 0;
    play.platform.set_timer(Seconds(4), [&] { moved = play.platform.stop(cancelled).value; });
    play.stop_at(30);
    play.run();
    return Seen{moved, play.done[other], play.ended};
  });
  CHECK(seen.moved == Approx(2e9));           // half the link for 4 s
  CHECK(seen.other == about(12));             // 2 GB by 4 s, the other 8 GB alone
  CHECK(seen.ended == 1);
}

TEST_CASE("the number of a cancelled flow can be used again in the same instant") {
  struct Seen { FlowId first, second; double done; };
  const Seen seen = isolated_value([] {
    Play play(plain());
    const FlowId first = play.send(0, ten_gigabytes);
    FlowId second = 0;
    play.platform.set_timer(Seconds(4), [&] {
      play.platform.stop(first);
      second = play.send(0, ten_gigabytes);
    });
    play.stop_at(30);
    play.run();
    return Seen{first, second, play.done[second]};
  });
  CHECK(seen.first == seen.second);
  CHECK(seen.done == about(14));
}

TEST_CASE("a flow can be started from the end of another") {
  const auto done = isolated_value([] {
    Play play(plain());
    play.send(0, ten_gigabytes);
    play.on_done = [&play](FlowId flow) {
      if (flow == 0) play.platform.set_timer(play.platform.now(), [&play] { play.send(0, ten_gigabytes); });
    };
    play.stop_at(30);
    play.run();
    return play.done;
  });
  CHECK(done[0] == about(10));
  CHECK(done[1] == about(20));
}

TEST_CASE("timers of one instant all run at it, those that they set for it too") {
  struct Seen { int timers = 0; bool next_is_now = false, same_instant = true; };
  const Seen seen = isolated_value([] {
    Play play(plain());
    Seen at_ten;
    const auto count = [&] {
      ++at_ten.timers;
      at_ten.same_instant &= play.platform.now() == Seconds(10);
    };
    play.send(0, ten_gigabytes);
    play.platform.set_timer(Seconds(10), [&] {
      count();
      at_ten.next_is_now = play.platform.next_timer() == Seconds(10);
    });
    play.platform.set_timer(Seconds(10), [&] {
      count();
      play.platform.set_timer(play.platform.now(), count);
    });
    play.stop_at(11);
    play.run();
    return at_ten;
  });
  CHECK(seen.timers == 3);
  CHECK(seen.next_is_now);
  CHECK(seen.same_instant);
}

TEST_CASE("a flow between learners pays their lan links: least rate, sum of latencies") {
  const double end = isolated_value([] {
    World world = two_sites(gigabyte_per_second, OneWayLatency(0.02));
    world.sites[0].lan = Lan{BytesPerSecond(0.8e9), OneWayLatency(0.001), {Transport::Kind::tcp, 1, {}, 0.5}};
    world.sites[1].lan = Lan{gigabyte_per_second * 10, OneWayLatency(0.002), {}};
    Play play(world);
    play.send(0, ten_gigabytes);
    play.stop_at(100);
    play.run();
    return play.done[0];
  });
  CHECK(end == about(0.023 + 10e9 / 0.4e9));
}

TEST_CASE("a run in which nothing can happen any more throws") {
  CHECK(death_of([] {
          Play play(plain());
          play.send(0, ten_gigabytes);
          play.run();                         // the flow ends and nobody lets the run go
        }) == "deadlock");
}

} // namespace archipelago
