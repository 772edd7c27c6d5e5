// Closed-form oracles: what a run must give where pencil and paper know the answer.
#include "models/preview/preview.hpp"
#include "tests/engine/worlds.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace archipelago;

namespace {
constexpr double per_mille = 1e-3;
auto near(double value) { return Approx(value).epsilon(per_mille); }
double idle(const Figures& figures) { return 1.0 - figures.share(TimeClass::compute); }
} // namespace

TEST_CASE("homogeneous learners with ample bandwidth are never idle") {
  World world = star_world({8, 100, 5}, 3.0, ProtocolName::decoupled_diloco);
  run_steps(world, 500);
  const Figures figures = play(world);
  CHECK(idle(figures) == 0.0);
  CHECK(figures.utilization == 1.0);
  CHECK(figures.contributors == 8.0);
  CHECK(figures.horizon == Approx(1500.0).epsilon(1e-12));
  CHECK(figures.staleness == 1.0);            // a sync within one step is applied one step after its report
}

TEST_CASE("a blocking quorum runs at the pace of the slowest, whatever the overlap") {
  for (int overlap : {0, 1, 2, 5}) {
    World world = one_site_world(4, 1.0, ProtocolName::decoupled_diloco);
    world.protocol.quorum = 4;
    world.protocol.grace.reset();
    world.protocol.overlap = overlap;
    const double steps[] = {1.0, 1.1, 1.25, 1.4};
    double mean = 0;
    for (std::size_t m = 0; m < 4; ++m) {
      world.learners[m].step_time.mean = Seconds(steps[m]);
      mean += steps[m] / 4;
    }
    run_steps(world, 2000, 50);
    const Figures figures = play(world);
    CHECK(figures.goodput == near(mean / 1.4));
    CHECK(figures.share(TimeClass::quorum_wait) == near(1 - mean / 1.4));
  }
}

TEST_CASE("a quorum of one with grace leaves nobody idle") {
  World world = one_site_world(4, 1.0, ProtocolName::decoupled_diloco);
  for (std::size_t m = 0; m < 4; ++m) world.learners[m].step_time.mean = Seconds(1.0 + 0.1 * static_cast<double>(m));
  run_time(world, 3000);
  const Figures figures = play(world);
  CHECK(idle(figures) == 0.0);
  CHECK(figures.contributors > 1.5);
}

TEST_CASE("DiLoCo's cycle is H steps and one ring all-reduce, and its bytes are the ring's") {
  World world = star_world({4, 1, 10}, 0.5, ProtocolName::diloco);
  run_steps(world, 200);
  const Figures figures = play(world);
  const double bytes = 2.0 * 3 / 4 * 2e9, sync = bytes / 125e6 + 6 * 0.020;
  CHECK(figures.rounds == 10);
  CHECK(figures.horizon == near(200 * 0.5 + 10 * sync));
  CHECK(figures.sync_mean == near(sync));
  for (std::size_t direction = 0; direction < 8; ++direction) CHECK(figures.link_bytes[direction] == Approx(10 * bytes).epsilon(1e-9));
}

TEST_CASE("DiLoCo's learners meet at the end of a period, not at every step") {
  World world = one_site_world(4, 1.0, ProtocolName::diloco);
  for (auto& learner : world.learners) {
    learner.step_time.law = StepLaw::normal;
    learner.step_time.cv = 0.2;
  }
  run_steps(world, 20000);
  // A period of 20 steps: its spread is 0.2 sqrt(20), and the expected maximum of 4 normal draws is 1.029 of that.
  const double slowest = 20 + 1.029 * 0.2 * std::sqrt(20.0);
  CHECK(play(world).goodput == Approx(20 / slowest).margin(0.004));
}

TEST_CASE("data-parallel without layers exchanges its gradients after each step") {
  for (ProtocolName name : {ProtocolName::data_parallel, ProtocolName::elastic_data_parallel}) {
    World world = star_world({2, 10, 0}, 2.0, name);
    run_steps(world, 100);
    const Figures figures = play(world);
    CHECK(figures.horizon == near(100 * (2.0 + 2e9 / 1.25e9)));
    CHECK(figures.link_bytes[0] == Approx(100 * 2e9).epsilon(1e-9));
  }
}

TEST_CASE("layers hide gradients behind the backward pass up to the last one") {
  World world = star_world({2, 16, 0}, 3.0, ProtocolName::data_parallel);   // 1 s of traffic per step, 2 s of backward
  world.protocol.readiness = Readiness::layer;
  run_steps(world, 100);
  // 24 layers: the top gradient is ready 1/24 of the backward in; only the last layer's transfer is exposed.
  const double exposed = play(world).horizon / 100 - 3.0;
  CHECK(exposed == Approx(1.0 / 24).epsilon(0.05));
}

TEST_CASE("layer by layer too, waiting for a slow member is no communication") {
  const auto world_of = [](double fast, Readiness readiness) {
    World world = star_world({2, 16, 0}, 3.0, ProtocolName::data_parallel);
    world.learners[1].step_time.mean = Seconds(fast);
    world.protocol.readiness = readiness;
    run_steps(world, 100);
    return world;
  };
  // Per step: the fast one is ready a second before the slow one's last layer, and both stall for that layer's transfer.
  const Figures even = play(world_of(3.0, Readiness::layer)), uneven = play(world_of(2.0, Readiness::layer));
  const double steps = 100, stall = even.horizon / steps - 3.0;
  CHECK(even.share(TimeClass::straggler_wait) == 0);
  CHECK(uneven.horizon == near(even.horizon));
  CHECK(uneven.share(TimeClass::straggler_wait) * 2 * uneven.horizon / steps == Approx(1.0).epsilon(0.02));
  CHECK(uneven.share(TimeClass::exposed_communication) * uneven.horizon / steps == Approx(stall).epsilon(0.2));
  CHECK(uneven.share_sum() == Approx(1.0));
  World cut = world_of(2.0, Readiness::layer);
  run_time(cut, 2.5);                         // its layers are on their way, and the slow one has half a second of them to come
  CHECK(play(cut).share(TimeClass::straggler_wait) == Approx(0.5 / (2 * 2.5)));
  CHECK(play(cut).share(TimeClass::exposed_communication) == 0);
  const Figures whole = play(world_of(2.0, Readiness::fragment));
  CHECK(whole.share(TimeClass::straggler_wait) * 2 * whole.horizon / steps == Approx(1.0).epsilon(0.02));
  for (const Readiness readiness : {Readiness::layer, Readiness::fragment}) {
    const Result closed = preview(world_of(2.0, readiness));
    const Figures& run = readiness == Readiness::layer ? uneven : whole;
    CHECK(closed.time_shares[static_cast<std::size_t>(TimeClass::straggler_wait)] == Approx(run.share(TimeClass::straggler_wait)).margin(0.01));
    CHECK(closed.time_shares[static_cast<std::size_t>(TimeClass::exposed_communication)] == Approx(run.share(TimeClass::exposed_communication)).margin(0.01));
  }
}

TEST_CASE("streaming DiLoCo hides a fragment in the overlap and shows the rest") {
  for (double gigabits : {0.1, 0.2, 1.0}) {
    World world = star_world({2, gigabits, 0}, 1.0, ProtocolName::streaming_diloco);
    world.protocol.bits = 16;
    run_steps(world, 400);
    const double fragment = 1e9 / 8 * 2 / (gigabits * 1e9 / 8);   // seconds; one every 5 steps, one step of overlap
    const Figures figures = play(world);
    CHECK(figures.horizon == near(400.0 + 80 * std::max(0.0, fragment - 1.0) - (fragment > 1 ? fragment - 1.0 : 0)).margin(fragment));
    CHECK(figures.link_bytes[0] == Approx(80 * 0.25e9).epsilon(0.0126));   // the last may still be on its way
  }
}

TEST_CASE("decoupled sends one fragment per step and hides it within two") {
  World world = star_world({4, 1, 0}, 1.0, ProtocolName::decoupled_diloco);
  world.protocol.bits = 16;
  run_time(world, 1000.5);
  const Figures figures = play(world);
  const double bytes = 2.0 * 3 / 4 * 2e9 / 24;
  CHECK(idle(figures) == 0.0);
  CHECK(figures.rounds == 1000);
  CHECK(figures.sync_mean == near(bytes / 125e6));
  CHECK(figures.link_bytes[0] == Approx(1000 * bytes).epsilon(2e-3));
}

TEST_CASE("an asynchronous learner's cycle is H steps and its model there and back") {
  World world = star_world({3, 10, 5}, 1.0, ProtocolName::async_local_sgd);
  world.learners.resize(2);                   // the third site holds the server alone
  world.protocol.syncer_site = 2;
  world.learners[1].available = {{Seconds(1e6), Seconds(2e6)}};   // one learner, so that nothing is shared
  run_steps(world, 200);
  const Figures figures = play(world);
  const double leg = 2e9 / 1.25e9 + 0.010;
  CHECK(figures.horizon == near(200.0 + 10 * 2 * leg));
  CHECK(figures.link_bytes[0] == Approx(10 * 2e9).epsilon(1e-9));
  CHECK(figures.link_bytes[1] == Approx(10 * 2e9).epsilon(1e-9));
}

TEST_CASE("hierarchical learners wait for their site only") {
  World world = star_world({3, 1, 5}, 1.0, ProtocolName::hierarchical_local_sgd);
  for (auto& site : world.sites) site.lan = Lan{BytesPerSecond(1e9), OneWayLatency(1e-3), {}};
  world.learners.resize(2);
  world.protocol.syncer_site = 2;
  run_steps(world, 439);
  const Figures figures = play(world);
  CHECK(figures.horizon == near(439.0 + 21 * 2 * (2.0 + 1e-3)));
  CHECK(figures.rounds == 42);
  CHECK(figures.link_bytes[0] == Approx(5 * 2e9).epsilon(1e-9));   // one global exchange per 4 arrivals
}

TEST_CASE("a recovery that ends within H syncer steps delays nobody, a longer one by 4X - H steps") {
  for (double copy : {3.0, 6.0, 12.0, 24.0}) {
    World world = star_world({2, 1, 0}, 1.0, ProtocolName::decoupled_diloco);
    world.protocol.bits = 16;
    world.model.parameters = copy * 125e6 / 2;   // `copy` steps for one model copy
    world.learners[1].slice_size = 64;
    // It leaves before its first report: what is measured is the recovery, not the company.
    world.learners[1].available = {{Seconds(50.5), Seconds(51.5 + 4 * copy)}};
    run_steps(world, 400);
    const double downtime = play(world).horizon - 400.0, formula = std::max(0.0, 4 * copy - 24);
    // Where the link has room, the up to tau steps done while the syncer held are made good afterwards.
    const double made_good = formula > 0 ? 2 * (1 - copy / 24) * 2 : 0;
    CHECK(downtime <= formula + 0.05);
    CHECK(downtime >= formula - made_good - 0.05);
  }
}

TEST_CASE("an elastic job waits for three model copies at every join") {
  for (double copy : {6.0, 24.0}) {
    World world = star_world({2, 1, 0}, 1.0, ProtocolName::elastic_data_parallel);
    world.model.parameters = copy * 125e6 / 2;
    world.protocol.bits = 1e-6;               // gradients that weigh nothing: the join alone is looked at
    world.learners[1].available = {{Seconds(50.5), Seconds(1e9)}};
    run_steps(world, 400);
    CHECK(play(world).horizon - 400.0 == Approx(3 * copy).margin(0.05));
  }
}

TEST_CASE("the first synchronization sets up connections, and those of a learner that comes back do so again") {
  World world = star_world({4, 1, 10}, 0.5, ProtocolName::diloco);
  world.protocol.start_up = Seconds(3);
  run_steps(world, 200);
  const double sync = 2.0 * 3 / 4 * 2e9 / 125e6 + 6 * 0.020;
  const Figures whole = play(world);
  CHECK(whole.rounds == 10);
  CHECK(whole.sync_max == near(sync + 3));
  CHECK(whole.sync_mean == near(sync + 0.3));
  CHECK(whole.horizon == near(200 * 0.5 + 10 * sync + 3));
  run_steps(world, 200, 30);                  // the first one is in the warm-up
  CHECK(play(world).sync_max == near(sync));

  run_steps(world, 200);
  for (Learner& learner : world.learners) learner.step_time.mean = Seconds(10);
  world.learners[3].available = {{Seconds(0), Seconds(100)}, {Seconds(300), Seconds(1e6)}};   // both between two rounds
  const Figures slow = play(world);
  world.protocol.start_up = Seconds(0);
  CHECK(10 * (slow.sync_mean - play(world).sync_mean) == near(6));   // at the start and after the return
}

TEST_CASE("a server's learners set up their connections with their first exchange") {
  World world = star_world({2, 1, 10}, 0.5, ProtocolName::async_local_sgd);
  world.protocol.grace.reset();
  run_steps(world, 200);
  const Figures before = play(world);
  world.protocol.start_up = Seconds(3);
  const Figures after = play(world);
  CHECK(after.horizon - before.horizon == near(3));
  CHECK(after.sync_max - before.sync_max == near(3));
}
