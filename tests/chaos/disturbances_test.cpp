// Outages of places, capacity of a market, slow spells and silent corruption through the engine: closed forms, and the same runs ordered by hand.
#include "tests/chaos/kit.hpp"
#include "tests/engine/worlds.hpp"

#include "sim/engine/exact.hpp"
#include "sim/fast/fast.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
const Law never{Law::Kind::constant, Seconds(1e15)};
Law constant(double seconds) { return {Law::Kind::constant, Seconds(seconds)}; }

OutagePlan plan_of(const std::string& name, OutagePlan::Place place, std::size_t index, double up, double away) {
  OutagePlan plan;
  plan.name = name;
  plan.place = place;
  plan.index = index;
  plan.laws = OutagePlan::Laws{constant(up), constant(away)};
  return plan;
}

std::shared_ptr<const Holding> holding(std::vector<CapacityStep> steps, double horizon, std::int64_t slices, std::int64_t least, double notice = 0) {
  Trace trace;
  trace.kind = TraceKind::capacity_steps;
  trace.data = CapacityTrace{8, Seconds(horizon), std::move(steps)};
  HoldingWish wish;
  wish.slices = slices;
  wish.least = least;
  wish.notice = Seconds(notice);
  return holding_of(trace, wish);
}

World corrupting(World world, Corruption::Policy policy, double life, double found) {
  world.corruption = Corruption{policy, constant(life), constant(found), 0};
  return world;
}

// "name count seconds" of each line, and the learners' allocated time.
std::string account_of(const World& world) {
  return isolated([&] {
    const Result result = run_exact(world, 1);
    std::string text;
    for (const FaultResult& fault : result.faults) text += fault.name + " " + std::to_string(fault.count) + " " + std::to_string(static_cast<long>(fault.seconds + 0.5)) + "\n";
    for (const LearnerResult& learner : result.learners) text += learner.name + " " + std::to_string(static_cast<long>(learner.allocated_s + 0.5)) + "\n";
    return text;
  });
}
} // namespace

TEST_CASE("outages of a link by laws are those of a list of their dates") {
  World world = chaos_world(ProtocolName::decoupled_diloco), listed = world;
  world.outages = {plan_of("link s0-wan", OutagePlan::Place::link, 0, 40, 7)};
  world.outages[0].factor = 0.001;
  for (const double at : {40.0, 87.0, 134.0}) listed.network.links[0].outages.push_back({Seconds(at), Seconds(7), 0.001});
  const Figures drawn = play(world), stated = play(listed);
  CHECK(drawn.fingerprint == stated.fingerprint);
  CHECK(drawn.goodput == stated.goodput);
  CHECK(drawn.goodput < play(chaos_world(ProtocolName::decoupled_diloco)).goodput);
  CHECK(account_of(world).starts_with("link s0-wan 3 21\n"));
}

TEST_CASE("outages of a site by laws are those that are ordered at their dates") {
  World world = chaos_world(ProtocolName::decoupled_diloco), ordered = world;
  world.outages = {plan_of("site s0", OutagePlan::Place::site, 0, 40, 7)};
  for (const double at : {40.0, 87.0, 134.0}) {
    ChaosEvent event{"kill", Seconds(at), Seconds(at + 7), 0, {}, {0}};
    for (std::size_t m = 0; m < world.learners.size(); ++m)
      if (world.learners[m].site == 0) event.victims.push_back({m, std::nullopt});
    ordered.chaos.push_back(event);
  }
  CHECK(play(world).fingerprint == play(ordered).fingerprint);
  CHECK(play(world).share(TimeClass::offline) > 0);
}

TEST_CASE("a site that takes its shards along takes the run back to a checkpoint") {
  World world = one_site_world(2, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.outages = {plan_of("site here", OutagePlan::Place::site, 0, 64, 1000)};
  CHECK(play(world).share(TimeClass::lost_work) == Approx(4.0 / 200));
  world.outages[0].shards_too = true;
  CHECK(play(world).share(TimeClass::lost_work) == Approx(64.0 / 200));
  CHECK(play(world).tokens == 0);
}

TEST_CASE("maintenance that is announced takes no step with it, and a job that cannot shrink writes a checkpoint first") {
  World world = one_site_world(1, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  OutagePlan plan;
  plan.name = "maintenance of site here";
  plan.periodic = OutagePlan::Periodic{Seconds(34), Seconds(1000), Seconds(26)};
  world.outages = {plan};
  const Figures sudden = play(world);
  CHECK(sudden.share(TimeClass::lost_work) == Approx(4.0 / 200));
  CHECK(sudden.share(TimeClass::offline) == Approx(26.0 / 200));
  world.outages[0].notice = Seconds(30);
  const Figures announced = play(world);
  CHECK(announced.share(TimeClass::lost_work) == 0);
  CHECK(announced.share(TimeClass::offline) == Approx(30.0 / 200));    // from 30 on: a step would not end by 34
  world.outages[0].notice = Seconds(3);                                 // the step that is under way when it is known is lost
  CHECK(play(world).share(TimeClass::lost_work) == Approx(4.0 / 200));

  World job = one_site_world(2, 10.0, ProtocolName::data_parallel);
  run_time(job, 200);
  job.outages = world.outages;
  job.checkpoints = Checkpoints{Seconds(1000), Bytes(3e9), BytesPerSecond(1e9), true};
  job.checkpoints_known = Known::given;
  CHECK(play(job).share(TimeClass::lost_work) == Approx(34.0 / 200));
  job.outages[0].notice = Seconds(30);
  CHECK(play(job).share(TimeClass::lost_work) == 0);
  CHECK(play(job).share(TimeClass::checkpoint) == Approx(3.0 / 200));
}

TEST_CASE("capacity that is not held is not allocated; a reclaim takes the step under way, an announced one does not") {
  World world = one_site_world(1, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.learners[0].holding = holding({{0, 8}, {34, 4}, {64, 8}}, 1000, 8, 1);
  const Figures part = play(world);
  const double held = 34 + 30 * 0.5 + 136;
  CHECK(part.share_sum() == Approx(1.0));
  CHECK(part.share(TimeClass::lost_work) == Approx(4 / held));
  CHECK(part.share(TimeClass::compute) == Approx((30 + 15 + 136) / held));
  CHECK(part.share(TimeClass::degraded) == Approx(0).margin(1e-12));
  CHECK(part.tokens == Approx(1000 * (3 + 3 * 0.5 + 13)));
  CHECK(account_of(world) == "capacity reclaims 1 120\nslices reclaimed 4 120\nl0 185\n");

  world.learners[0].holding = holding({{0, 8}, {34, 4}, {64, 8}}, 1000, 8, 8);   // all or nothing
  const Figures whole = play(world);
  CHECK(whole.share(TimeClass::offline) == Approx(0).margin(1e-12));
  CHECK(whole.share(TimeClass::compute) == Approx(166.0 / 170));
  CHECK(account_of(world) == "capacity reclaims 1 240\nslices reclaimed 8 240\nl0 170\n");

  world.learners[0].holding = holding({{0, 8}, {34, 4}, {64, 8}}, 1000, 8, 1, 60);
  const Figures announced = play(world);
  CHECK(announced.share(TimeClass::lost_work) == 0);                    // on four slices from 30 on, of eight until 34 and from 64 to 70
  CHECK(announced.share(TimeClass::degraded) == Approx(5 / held));
}

TEST_CASE("a learner that holds nothing at the start comes when the market gives, and takes a peer's state") {
  World world = one_site_world(2, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.learners[1].holding = holding({{0, 0}, {55, 8}, {150, 0}}, 1000, 8, 8);
  const Figures figures = play(world);
  CHECK(figures.learner_steps[0] == 20);
  CHECK(figures.learner_steps[1] == 9);
  CHECK(account_of(world) == "capacity reclaims 1 840\nslices reclaimed 8 840\nl0 200\nl1 95\n");
}

TEST_CASE("a slow spell stretches the steps of its learner, and whoever waits for it waits") {
  World world = one_site_world(1, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 400);
  world.slow = SlowLaw{constant(95), constant(20), 0.5, 0.5, std::nullopt};   // from 95, 210 and 325 on
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::degraded) == Approx(30.0 / 400));
  CHECK(figures.share(TimeClass::compute) == Approx(370.0 / 400));
  CHECK(figures.steps == 37);

  auto trace = std::make_shared<OutageTrace>();
  trace->nodes = 2;
  trace->accelerators_per_node = 64;
  trace->horizon = Seconds(10000);
  trace->outages = {{95, 115, 0, 0, 0.5f}};
  for (const ProtocolName name : {ProtocolName::data_parallel, ProtocolName::decoupled_diloco}) {
    World pair = one_site_world(2, 10.0, name);
    run_time(pair, 400);
    pair.slow = SlowLaw{};
    pair.slow->observed = ObservedFailures{trace, "t", MapKind::same, Seconds(0)};
    const Figures both = play(pair);
    CHECK(both.share(TimeClass::degraded) == Approx(10.0 / 800));
    const bool together = name == ProtocolName::data_parallel;
    CHECK(both.share(TimeClass::straggler_wait) == Approx(together ? 10.0 / 800 : 0).margin(1e-9));
    CHECK(both.learner_steps[0] == 39);
    CHECK(both.learner_steps[1] == (together ? 39 : 40));
  }
}

TEST_CASE("corruption rolls the run back to a checkpoint from before it, or its learner to a peer") {
  World world = corrupting(one_site_world(2, 10.0, ProtocolName::decoupled_diloco), Corruption::Policy::rollback, 64, 20);
  run_time(world, 140);
  world.checkpoints = Checkpoints{Seconds(30), Bytes(1), std::nullopt, true};
  world.checkpoints_known = Known::given;
  CHECK(play(world).share(TimeClass::lost_work) == Approx(44.0 / 140));       // snapshots at 40 and 70, corrupt at 64, found at 84
  CHECK(play(world).tokens == 2 * 1000 * (4 + 5));
  CHECK(account_of(world).starts_with("silent corruptions 2 20\nrestores of the run 1 80\n"));

  World peer = corrupting(one_site_world(2, 10.0, ProtocolName::decoupled_diloco), Corruption::Policy::reject_merge, 64, 20);
  run_time(peer, 120);
  peer.chaos = {{"kill", Seconds(62), Seconds(70), 0, {{1, std::nullopt}}, {}}};   // away at 64: its first corruption comes at 128
  const Figures refused = play(peer);
  CHECK(refused.share(TimeClass::lost_work) == Approx((24.0 + 2.0) / 240));
  CHECK(refused.learner_steps[0] == 6 + 3);
}

TEST_CASE("steps that are suspected are done again, as often as stated") {
  World world = one_site_world(2, 1.0, ProtocolName::decoupled_diloco);
  run_time(world, 20000);
  world.corruption = Corruption{Corruption::Policy::replay, never, never, 0.05};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(0.05).epsilon(0.05));
  CHECK(figures.share(TimeClass::compute) + figures.share(TimeClass::lost_work) == Approx(1));
  CHECK(figures.tokens == Approx(40000 * 1000 * (1 - figures.share(TimeClass::lost_work))).epsilon(1e-4));
}

TEST_CASE("slower spells, longer outages and rarer capacity never gain anything") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    double before = 2;
    for (const double speed : {1.0, 0.9, 0.6, 0.3}) {
      World world = chaos_world(ProtocolName::decoupled_diloco);
      world.slow = SlowLaw{{Law::Kind::exponential, Seconds(60)}, {Law::Kind::exponential, Seconds(20)}, speed, speed, std::nullopt};
      const Figures figures = play(world, seed);
      CHECK(figures.share_sum() == Approx(1.0));
      CHECK(figures.tokens <= (before < 2 ? before : 1e18));
      before = figures.tokens;
    }
    before = 1e18;
    for (const double away : {0.1, 4.0, 12.0}) {
      World world = one_site_world(2, 1.0, ProtocolName::decoupled_diloco);
      run_time(world, 160);
      world.outages = {plan_of("site here", OutagePlan::Place::site, 0, 0, away)};
      world.outages[0].laws->up = {Law::Kind::exponential, Seconds(30)};
      const Figures figures = play(world, seed);
      CHECK(figures.tokens <= before);
      before = figures.tokens;
    }
  }
}

TEST_CASE("both engines tell the same of a run that all of this befalls") {
  for (int name = 0; name < 7; ++name) {
    const World world = troubled_world(static_cast<ProtocolName>(name));
    const double exact = play(world).goodput, fast = isolated_value([&] { return run_fast(world, 1).goodput; });
    INFO(world.name);
    CHECK(fast == Approx(exact).epsilon(1e-6));
    CHECK(exact < 0.95);
  }
}

TEST_CASE("a kill breaks no promise of a run that all of this befalls") {
  for (const ProtocolName name : {ProtocolName::decoupled_diloco, ProtocolName::data_parallel, ProtocolName::elastic_data_parallel, ProtocolName::diloco, ProtocolName::async_local_sgd}) {
    const World world = troubled_world(name);
    const Campaign campaign = kill_everything(world, 2.9, 97, 15);
    INFO(world.name << ": " << campaign.kills << " kills, " << campaign.broken.size() << " promises broken");
    CHECK(campaign.kills > 20);
    if (!campaign.broken.empty()) FAIL_CHECK(campaign.broken.front());
  }
}
