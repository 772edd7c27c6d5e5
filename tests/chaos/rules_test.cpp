// What a kill does, where pencil and paper know it.
#include "tests/chaos/kit.hpp"
#include "tests/engine/worlds.hpp"

#include "sim/engine/exact.hpp"
#include "tests/support/isolated.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {
ChaosEvent kill_learner(std::size_t learner, double at, std::optional<Seconds> until) {
  return {"kill", Seconds(at), until, 0, {{learner, std::nullopt}}, {}};
}

std::string chaos_flags(const World& world) {
  return isolated([&] {
    std::string text;
    for (const Flag& flag : run_exact(world, 1).flags)
      if (flag.key == "simulation.chaos") text += flag.reason + "\n";
    return text;
  });
}
} // namespace

TEST_CASE("a kill loses the step under way, keeps the learner offline until its end, and starts it again") {
  World world = one_site_world(1, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.chaos = {kill_learner(0, 34, Seconds(60))};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(4.0 / 200));
  CHECK(figures.share(TimeClass::offline) == Approx(26.0 / 200));
  CHECK(figures.share(TimeClass::compute) == Approx(170.0 / 200));
  CHECK(figures.steps == 17);
  world.chaos = {{"kill", Seconds(34), Seconds(60), 0, {{0, 3u}}, {}}};   // one slice of eight
  const Figures one = play(world);
  CHECK(one.share(TimeClass::lost_work) == Approx(4.0 / 200));
  CHECK(one.share(TimeClass::degraded) == Approx(30.0 / 8 / 200));        // three steps begin before it is back
  CHECK(one.share(TimeClass::offline) == 0);
}

TEST_CASE("detection, downscale, upscale and restart of the scenario hold for a kill too") {
  World world = one_site_world(1, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 400);
  Failures failures;
  failures.lifetime = {Law::Kind::constant, Seconds(1e15)};
  failures.return_delay = {Law::Kind::constant, Seconds(50)};
  failures.detection = Seconds(7);
  failures.downscale = Seconds(11);
  failures.upscale = Seconds(13);
  failures.restart = Seconds(17);
  world.failures = failures;
  world.failures_known = Known::given;
  world.chaos = {kill_learner(0, 34, std::nullopt)};   // back after the return delay
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::lost_work) == Approx(4.0 / 400));
  CHECK(figures.share(TimeClass::detect) == Approx(7.0 / 400));
  CHECK(figures.share(TimeClass::offline) == Approx(43.0 / 400));
  CHECK(figures.share(TimeClass::upscale) == Approx(13.0 / 400));
  CHECK(figures.share(TimeClass::restart) == Approx(17.0 / 400));
}

TEST_CASE("with a quorum of one, a killed learner whose recovery fits in H steps delays no other") {
  World world = chaos_world(ProtocolName::decoupled_diloco);
  const Figures clean = play(world);
  for (const double at : {5.0, 20.3, 41.9}) {
    world.chaos = {kill_learner(3, at, Seconds(at + 5))};
    const Figures struck = play(world);
    for (std::size_t m = 0; m < 3; ++m) CHECK(struck.learner_steps[m] == clean.learner_steps[m]);
    CHECK(struck.learner_steps[3] < clean.learner_steps[3]);
  }
}

TEST_CASE("without an end and without a return law a learner stays away, and the run goes on to its horizon") {
  for (int name = 0; name < 7; ++name) {
    CAPTURE(to_string(static_cast<ProtocolName>(name)));
    World world = chaos_world(static_cast<ProtocolName>(name));
    world.chaos = {kill_learner(1, 30.5, std::nullopt)};
    const Figures figures = play(world);
    CHECK(figures.share_sum() == Approx(1.0).margin(1e-9));
    CHECK(figures.share(TimeClass::offline) >= Approx(129.0 / 160 / 4));
  }
}

TEST_CASE("kills that overlap last until the later end; a learner that comes meanwhile waits for its slices") {
  World world = one_site_world(2, 10.0, ProtocolName::decoupled_diloco);
  run_time(world, 200);
  world.chaos = {kill_learner(0, 30, Seconds(60)), kill_learner(0, 40, Seconds(50)), kill_learner(0, 55, Seconds(90))};
  CHECK(play(world).share(TimeClass::offline) == Approx(60.0 / 400));
  world.chaos = {kill_learner(1, 30, Seconds(90))};
  world.learners[1].available = {{Seconds(50), Seconds(200)}};
  CHECK(play(world).share(TimeClass::offline) == Approx(40.0 / 350));
  CHECK(chaos_flags(world).empty());
}

TEST_CASE("in a job that cannot shrink a second kill that lasts longer keeps the job from starting short of slices") {
  World world = one_site_world(2, 10.0, ProtocolName::data_parallel);
  run_time(world, 400);
  world.chaos = {kill_learner(0, 35, Seconds(200)), kill_learner(1, 40, Seconds(50))};
  const Figures figures = play(world);
  CHECK(figures.share(TimeClass::degraded) == 0);
  CHECK(figures.learner_steps[0] == 23);      // three before, twenty after
}

TEST_CASE("what hits nothing is said") {
  World world = chaos_world(ProtocolName::decoupled_diloco);
  world.learners[2].available = {{Seconds(0), Seconds(40)}};
  world.chaos = {kill_learner(0, 1000, std::nullopt), kill_learner(2, 60, Seconds(70)), kill_learner(1, 10, Seconds(20))};
  world.chaos[0].text = "late";
  world.chaos[1].text = "absent";
  CHECK(chaos_flags(world) == "\"late\" hit nothing: the run ended before.\n\"absent\" hit nothing: no learner was there.\n");
  world.simulation.warm_up = {Horizon::Unit::time, 30};
  CHECK(chaos_flags(world).find("\"kill\" was over before the end of the warm-up") != std::string::npos);
}

TEST_CASE("where outages meet or overlap the lowest factor holds, and ends when its own outage does") {
  const auto changes = factor_changes({{Seconds(10), Seconds(10), 0.0}, {Seconds(20), Seconds(10), 0.5}, {Seconds(25), Seconds(10), 0.29}});
  std::vector<std::pair<double, double>> seen;
  for (const CapacityChange& change : changes) seen.emplace_back(change.at.value, change.factor);
  CHECK(seen == std::vector<std::pair<double, double>>{{10, 0}, {20, 0.5}, {25, 0.29}, {35, 1}});
}

TEST_CASE("an outage that follows another at once begins when that one ends") {
  World world = star_world({2, 1, 0}, 0.001, ProtocolName::diloco);   // ring flows only: 2e9 bytes at 125 MB/s
  world.network.links[0].outages = {{Seconds(1), Seconds(4), 0.5}, {Seconds(5), Seconds(4), 0.0}};
  run_steps(world, 20);
  CHECK(play(world).horizon == Approx(0.02 + 16 + 2 + 4).epsilon(1e-3));
}

TEST_CASE("a step that an elastic job has interrupted and a kill then takes is lost as a whole") {
  World world = one_site_world(2, 10.0, ProtocolName::elastic_data_parallel);
  run_time(world, 200);
  world.failures = Failures{};
  world.failures->lifetime = {Law::Kind::constant, Seconds(1e15)};
  world.failures->downscale = Seconds(5);
  world.failures_known = Known::given;
  // The first kill loses 4 s and pauses the other at 4 s of its step; the second takes it 2 s after it went on.
  world.chaos = {kill_learner(1, 34, Seconds(100)), kill_learner(0, 41, Seconds(100))};
  CHECK(play(world).share(TimeClass::lost_work) == Approx(10.0 / 400));
}

TEST_CASE("a dead learner stops at once to receive and to send, long before anybody has noticed") {
  World world = star_world({2, 1, 0}, 1.0, ProtocolName::decoupled_diloco);
  world.model.parameters = 125e6;             // three copies of 2 bytes each take the link 6 s
  world.protocol.bits = 1e-6;                 // and nothing else weighs anything
  world.failures = Failures{};
  world.failures->lifetime = {Law::Kind::constant, Seconds(1e15)};
  world.failures->detection = Seconds(5);
  world.failures_known = Known::given;
  run_time(world, 80);
  for (const std::size_t second : {1u, 0u}) {   // who receives from 21 to 27 s, who sends
    CAPTURE(second);
    world.chaos = {kill_learner(1, 10.5, Seconds(20.5)), kill_learner(second, 24.5, Seconds(40))};
    const Figures figures = play(world);
    CHECK(figures.link_bytes[0] + figures.link_bytes[2] == Approx((3.5 + 6) * 125e6).epsilon(1e-3));
  }
}

TEST_CASE("a tape of a run with kills and failures plays again to the same fingerprint under the same orders") {
  for (const ProtocolName name : {ProtocolName::decoupled_diloco, ProtocolName::elastic_data_parallel, ProtocolName::data_parallel}) {
    CAPTURE(to_string(name));
    World world = star_world({4, 2, 10}, 2.0, name);
    for (auto& learner : world.learners) {
      learner.step_time.law = StepLaw::lognormal;
      learner.step_time.cv = 0.2;
    }
    world.failures = Failures{};
    world.failures->lifetime = {Law::Kind::exponential, Seconds(64 * 3000.0)};
    world.failures->return_delay = {Law::Kind::exponential, Seconds(100)};
    world.failures->downscale = world.failures->upscale = Seconds(13);
    world.failures_known = Known::given;
    run_time(world, 20000);
    for (double at = 333.3; at < 19000; at += 777.7) {
      world.chaos.push_back(kill_learner(1, at, std::nullopt));
      world.chaos.push_back({"kill", Seconds(at + 40), Seconds(at + 300), 0, {{2, 5u}}, {1}});
    }
    const TapePair pair = record_and_replay(world, 7);
    CHECK(pair.recorded.fingerprint == pair.replayed.fingerprint);
    CHECK(pair.recorded.tokens == pair.replayed.tokens);
  }
}
