#include "models/preview/pace.hpp"
#include "models/preview/preview.hpp"
#include "tests/models/worlds.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace archipelago;
using namespace archipelago::test;

namespace {
double share(const Result& result, TimeClass what) { return result.time_shares[static_cast<std::size_t>(what)]; }
double sum(const TimeShares& shares) { return std::accumulate(shares.begin(), shares.end(), 0.0); }
} // namespace

TEST_CASE("four nodes, blocking DiLoCo over 1 Gbps: the contract's answer") {
  const Result result = preview(four_nodes());
  CHECK(result.syncer.sync_mean_s == Approx(1.5038).epsilon(1e-4));
  CHECK(result.outer_steps == 10);
  CHECK(result.horizon_s == Approx(23.198).epsilon(1e-4));
  CHECK(result.compute_utilization == Approx(0.3518).epsilon(1e-3));
  CHECK(result.tokens == Approx(2621440));
  REQUIRE(result.links.size() == 8);
  for (const LinkResult& link : result.links) CHECK(link.bytes == Approx(1850803200));
  CHECK(result.steps == 1280);
}

TEST_CASE("setting up connections takes its time once, and not at all in the warm-up") {
  World world = four_nodes();
  world.protocol.start_up = Seconds(0.4);
  const Result result = preview(world);
  CHECK(result.horizon_s == Approx(23.198 + 0.4).epsilon(1e-4));
  CHECK(result.syncer.sync_mean_s == Approx(1.5038 + 0.04).epsilon(1e-4));
  CHECK(result.syncer.sync_p50_s == Approx(1.5038).epsilon(1e-4));
  CHECK(result.syncer.sync_max_s == Approx(1.9038).epsilon(1e-4));
  world.simulation.warm_up = {Horizon::Unit::steps, 40};
  CHECK(preview(world).syncer.sync_max_s == Approx(1.5038).epsilon(1e-4));
}

TEST_CASE("four regions without failures: the fragment hides under one step, nobody waits") {
  World world = four_regions();
  world.failures.reset();
  world.failures_known = Known::none;
  const Result result = preview(world);
  CHECK(result.goodput == Approx(1));
  CHECK(result.compute_utilization == Approx(1));
  CHECK(result.syncer.sync_mean_s == Approx(1.5 + 6 * 0.032 + 0.028).epsilon(0.005));
  for (const LinkResult& link : result.links) CHECK(link.bytes == Approx(375e6 * result.horizon_s / 3));
  CHECK(result.tokens_per_s == Approx(8 * 1048576 / 3.0));
  CHECK(*result.time_to_target_s == Approx(240e9 / result.tokens_per_s));
}

TEST_CASE("Table 1 of Decoupled DiLoCo from its calibration, within the table's own noise") {
  struct Row { int learners; ProtocolName protocol; std::vector<double> goodput; };
  const std::vector<Row> rows{
      {1, ProtocolName::data_parallel, {72, 57, 38, 27, 18}},    {1, ProtocolName::elastic_data_parallel, {88, 80, 69, 58, 40}},
      {2, ProtocolName::decoupled_diloco, {94, 88, 80, 70, 54}}, {4, ProtocolName::decoupled_diloco, {96, 93, 89, 82, 73}},
      {8, ProtocolName::decoupled_diloco, {98, 96, 94, 88, 80}}, {16, ProtocolName::decoupled_diloco, {99, 98, 96, 93, 86}}};
  double squares = 0, largest = 0;
  for (const Row& row : rows)
    for (std::size_t k = 0; k < 5; ++k) {
      const double error =
          100 * preview(table_one(row.learners, 150e3 * std::pow(2.0, static_cast<double>(k)), row.protocol)).goodput -
          row.goodput[k];
      squares += error * error / 30;
      largest = std::max(largest, std::abs(error));
    }
  CHECK(std::sqrt(squares) < 2);
  CHECK(largest < 5);
}

TEST_CASE("uptime: one learner is nearly always stepping, one job only while it runs") {
  CHECK(preview(table_one(8, 1.2e6, ProtocolName::decoupled_diloco)).system_uptime > 0.995);
  CHECK(preview(table_one(2, 1.2e6, ProtocolName::decoupled_diloco)).system_uptime == Approx(0.90).margin(0.02));
  CHECK(preview(table_one(1, 1.2e6, ProtocolName::data_parallel)).system_uptime == Approx(0.27).margin(0.02));
}

TEST_CASE("every accelerator-second is in exactly one class, under every protocol") {
  rc::prop("shares sum to one and none is negative", [] {
    World world = four_regions();
    ProtocolRules& rules = world.protocol;
    rules.name = static_cast<ProtocolName>(*rc::gen::inRange(0, 7));
    rules.fragments = *rc::gen::inRange(1, 30);
    rules.sync_interval = rules.fragments * *rc::gen::inRange(1, 5);
    rules.overlap = *rc::gen::inRange(0, 4);
    rules.quorum = *rc::gen::inRange(1, 9);
    rules.readiness = *rc::gen::arbitrary<bool>() ? Readiness::layer : Readiness::fragment;
    rules.all_reduce = *rc::gen::arbitrary<bool>() ? AllReduce::site_ring : AllReduce::flat_ring;
    rules.sharded_syncer = *rc::gen::arbitrary<bool>();
    world.failures->lifetime.scale = Seconds(*rc::gen::inRange(1, 400) * 1e5);
    for (Learner& learner : world.learners) {
      learner.step_time.mean = Seconds(*rc::gen::inRange(5, 60) / 10.0);
      learner.slice_size = *rc::gen::element<std::int64_t>(8, 16, 64);
    }
    const Result result = preview(world);
    RC_ASSERT(std::abs(sum(result.time_shares) - 1) < 1e-9);
    for (const LearnerResult& learner : result.learners) {
      RC_ASSERT(std::abs(sum(learner.time_shares) - 1) < 1e-9);
      for (double value : learner.time_shares) RC_ASSERT(value >= 0);
      RC_ASSERT(learner.goodput > 0);
    }
    RC_ASSERT(result.system_uptime >= result.learners[0].goodput - 1e-9);
    RC_ASSERT(result.system_uptime <= 1);
  });
}

TEST_CASE("a quorum of all with unlike learners: goodput is the mean step over the longest") {
  World world = four_regions();
  world.failures.reset();
  world.protocol.quorum = 8;
  world.protocol.grace.reset();
  for (std::size_t m = 0; m < 8; ++m) world.learners[m].step_time.mean = Seconds(m % 2 ? 3.0 : 3.54);
  const Result all = preview(world);
  CHECK(all.goodput == Approx((3.0 + 3.54) / 2 / 3.54));
  // The fast ones wait 0.54 s a step, less than the 1.7 s that the awaited fragment travels.
  CHECK(share(all, TimeClass::exposed_communication) == Approx(1 - all.goodput));
  for (Link& link : world.network.links) {
    link.bandwidth = BytesPerSecond(1e13);
    link.latency = OneWayLatency(0);
  }
  CHECK(share(preview(world), TimeClass::quorum_wait) == Approx(1 - all.goodput).epsilon(0.05));
  world.protocol.quorum = 1;
  CHECK(preview(world).goodput == Approx(1));
}

TEST_CASE("a quorum of five without grace: nobody waits, and every round has five contributors") {
  World world = four_regions();
  world.failures.reset();
  world.protocol.quorum = 5;
  world.protocol.grace.reset();
  for (std::size_t m = 0; m < 8; ++m) world.learners[m].step_time.mean = Seconds(3 + 0.1 * static_cast<double>(m));
  const Result result = preview(world);
  CHECK(result.goodput == Approx(1));
  CHECK(result.syncer.contributors_mean == Approx(5));
  // The exact engine finds 14355 rounds in 30000 s.
  CHECK(static_cast<double>(result.outer_steps) * 30000 / result.horizon_s == Approx(14355).epsilon(0.01));
}

TEST_CASE("quorum pace: the fast are held back just as far as the reports of the others reach") {
  std::vector<Learner> learners;
  for (double step : {1.0, 2.0, 4.0}) learners.push_back(learner_at("learner", 0, 8, 8, step));
  CHECK(quorum_pace(learners, 1).value == Approx(1));
  CHECK(quorum_pace(learners, 2).value == Approx(1 / 0.75));   // 2 r = r + 1/2 + 1/4
  CHECK(quorum_pace(learners, 3).value == Approx(4));
}

TEST_CASE("noise: overlap lets learners run ahead and evens it out") {
  World world = four_regions();
  world.failures.reset();
  world.protocol.quorum = 8;
  world.protocol.grace.reset();
  for (Learner& learner : world.learners) learner.step_time = {Seconds(3), StepLaw::normal, 0.1, ""};
  CHECK(preview(world).goodput == Approx(0.9908).margin(0.005));   // exact engine, 3 s steps, tau = 2
  world.protocol.overlap = 0;
  CHECK(preview(world).time_shares[static_cast<std::size_t>(TimeClass::compute)] < 0.7);
}

TEST_CASE("a barrier costs the expected largest of independent steps") {
  std::vector<Learner> learners(2, learner_at("noisy", 0, 8, 8, 10));
  for (Learner& learner : learners) learner.step_time = {Seconds(10), StepLaw::normal, 0.1, ""};
  CHECK(barrier(learners, 1).value == Approx(10 + 1 / std::sqrt(std::acos(-1.0))));   // mean of the larger of two normals
  CHECK(barrier(learners, 4).value == Approx(40 + 2 / std::sqrt(std::acos(-1.0))));
  learners.push_back(learner_at("slow", 0, 8, 8, 20));
  CHECK(barrier(learners, 1).value == Approx(20).epsilon(1e-6));
  CHECK(barrier({learners[2]}, 3).value == 60);
}

TEST_CASE("short bandwidth: stalls show as exposed communication, and layer readiness hides more") {
  World world = four_regions();
  world.failures.reset();
  for (Link& link : world.network.links) link.bandwidth = to_bytes(BitsPerSecond(0.3e9));
  const Result fragment = preview(world);
  world.protocol.readiness = Readiness::layer;
  const Result layer = preview(world);
  // The pipe carries one fragment of 375 MB per step: 10 s for 3 s of compute, whatever is ready when.
  CHECK(fragment.compute_utilization == Approx(0.3).epsilon(0.02));
  CHECK(layer.compute_utilization >= fragment.compute_utilization - 1e-9);
  world.protocol.sync_interval = 240;
  CHECK(preview(world).compute_utilization > 0.85);
}

TEST_CASE("one slice per learner: a loss takes the whole learner until the slice is back and its state has come") {
  World world = table_one(8, 1.2e6, ProtocolName::decoupled_diloco);
  for (Learner& learner : world.learners) learner.slice_size = learner.accelerators;
  const Result result = preview(world);
  const double lost_per_second = 150e3 / seconds_per_year;
  const double p = -std::expm1(-10 * lost_per_second);
  CHECK(result.goodput == Approx(10 / (10 + p * (36 + 13))).epsilon(1e-3));
  CHECK(share(result, TimeClass::downscale) == 0);
  CHECK(share(result, TimeClass::offline) > share(result, TimeClass::upscale));
}

TEST_CASE("checkpoints: data parallel loses half an interval per failure when failures are rare") {
  World world = table_one(1, 150e3, ProtocolName::data_parallel);
  const Result without = preview(world);
  world.checkpoints_known = Known::given;
  world.checkpoints = Checkpoints{Seconds(20), Bytes(0), std::nullopt, false};
  const Result with = preview(world);
  const double rate = -std::expm1(-10 * 150e3 / seconds_per_year) / 10;
  CHECK(with.goodput / without.goodput == Approx(1 - rate * 10).epsilon(0.002));
  CHECK(share(with, TimeClass::lost_work) == Approx(without.goodput - with.goodput));
}

TEST_CASE("servers: the cycle is H steps plus the model up and down") {
  World world = four_nodes();
  world.protocol.name = ProtocolName::async_local_sgd;
  world.protocol.sharded_syncer = false;
  world.protocol.syncer_site = 0;
  world.network.links[0].bandwidth = BytesPerSecond(1e12);   // the server's own access is no bottleneck
  const Result result = preview(world);
  const double up = 30846720 * 4 / (0.985 * 125e6);
  CHECK(result.learners[3].goodput == Approx(32 * 0.0255 / (32 * 0.0255 + 2 * up)).epsilon(1e-3));
  CHECK(result.learners[0].goodput == Approx(1));
}

TEST_CASE("a busy centre is flagged, as is every closed form") {
  World world = four_regions();
  const auto flagged = [&](const std::string& key) {
    const auto flags = preview(world).flags;
    return std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) { return flag.key == key; });
  };
  CHECK(flagged("closed-form"));
  CHECK_FALSE(flagged("network"));
  world.protocol.sharded_syncer = false;
  CHECK(flagged("network"));
}

TEST_CASE("availability: only what is held counts") {
  World world = four_regions();
  world.failures.reset();
  world.learners[0].available = {{Seconds(0), Seconds(432000)}};
  const Result result = preview(world);
  CHECK(result.learners[0].allocated_s == Approx(432000));
  CHECK(result.tokens_per_s == Approx(7.5 * 1048576 / 3.0));
  CHECK(result.goodput == Approx(1));
}
