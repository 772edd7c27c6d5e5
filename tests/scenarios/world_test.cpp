// What values become in the World.
#include "tests/scenarios/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace archipelago;
using nlohmann::json;

namespace {

World world_with(const std::string& patch) {
  const Reading reading = reading_with(patch);
  INFO(problems_text(reading));
  REQUIRE(reading.world);
  return *reading.world;
}

} // namespace

TEST_CASE("count makes numbered learners, and a count of one keeps the name") {
  const World world = world_with("{}");
  REQUIRE(world.learners.size() == 3);
  CHECK(world.learners[0].name == "e-1");
  CHECK(world.learners[1].name == "e-2");
  CHECK(world.learners[2].name == "w");
  CHECK(world.learners[2].site == 1);
  CHECK(world.learners[2].slices() == 2);
}

TEST_CASE("bits, bytes, one way and round trip keep apart") {
  const World world = world_with("{}");
  CHECK(world.network.links[0].bandwidth.value == 625e6);
  CHECK(world.network.links[0].latency.value == 0.01);
  CHECK(world.network.links[1].latency.value == 0.01);   // 20 ms there and back
}

TEST_CASE("a step time is derived from work, peak rate and MFU, and says so") {
  const World world = world_with(
      R"({"training": {"sequence_length": null}, "learners": [{"name": "a", "site": "east", "accelerator": "h100-sxm", "accelerators": 16}]})");
  const double expected = 6 * 1e9 * 65536 / (16 * 989e12 * 0.42);
  CHECK(world.learners[0].step_time.mean.value == Approx(expected).epsilon(1e-12));
  CHECK(world.learners[0].step_time.source.starts_with("MFU 0.42 of h100-sxm"));
  CHECK_FALSE(assumption(world, "learners.a.step_time.mean").empty());
  CHECK(world.learners[0].slice_size == 8);
  CHECK(assumption(world, "learners.a.slice_size") == "8");
  CHECK(world_with("{}").learners[0].step_time.source == "given");
}

TEST_CASE("unknown, none and given are told apart") {
  const World given = world_with(R"({"checkpoints": {"bandwidth": "1 GB/s"}})");
  CHECK(given.failures_known == Known::given);
  CHECK(given.checkpoints_known == Known::given);
  CHECK(given.data_known == Known::none);
  const World unknown = world_with(R"({"failures": null, "checkpoints": null, "data": null, "costs": null})");
  CHECK(unknown.failures_known == Known::unknown);
  CHECK(unknown.checkpoints_known == Known::unknown);
  CHECK(unknown.data_known == Known::unknown);
  CHECK_FALSE(unknown.failures);
  CHECK_FALSE(unknown.costs);
}

TEST_CASE("checkpoints default to the optimal interval and to weights with two moments") {
  const World world = world_with(R"({"checkpoints": {"bandwidth": "1 GB/s"}})");
  CHECK_FALSE(world.checkpoints->interval);
  CHECK(world.checkpoints->size.value == 3 * 1e9 * 2);
  CHECK(world.checkpoints->blocking);
  CHECK(assumption(world, "checkpoints.size") == "6 GB");
  CHECK(world_with(R"({"checkpoints": {"interval": "30 min", "size": "1 TB"}})").checkpoints->interval->value == 1800.0);
}

TEST_CASE("failures: a mean time between interruptions is an exponential law") {
  const World world = world_with("{}");
  CHECK(world.failures->lifetime.kind == Law::Kind::exponential);
  CHECK(world.failures->lifetime.scale.value == seconds_per_year);
  CHECK(world.failures->downscale.value == 13.0);
  CHECK(world.failures->restart.value == 49.0);
  const World other = world_with(
      R"({"failures": {"mtbi": null, "law": {"law": "exponentiated-weibull", "scale": "2 year", "shape": 0.7, "exponent": 1.5}}})");
  CHECK(other.failures->lifetime.shape == 0.7);
  CHECK(other.failures->lifetime.exponent == 1.5);
  CHECK(other.failures->lifetime.scale.value == 2 * seconds_per_year);
}

TEST_CASE("horizons are times, steps or tokens; seeds are listed, counted, or found by precision") {
  CHECK(world_with(R"({"simulation": {"horizon": "1e12 tokens"}})").simulation.horizon.unit == Horizon::Unit::tokens);
  CHECK(world_with(R"({"simulation": {"horizon": "320 steps"}})").simulation.horizon.amount == 320.0);
  CHECK(world_with("{}").simulation.seeds == std::vector<std::uint64_t>{1, 2});
  CHECK(world_with(R"({"simulation": {"replications": null, "seeds": [7, 3]}})").simulation.seeds ==
        std::vector<std::uint64_t>{7, 3});
  const World precise = world_with(R"({"simulation": {"replications": null, "half_width": 0.01}})");
  CHECK(precise.simulation.half_width == 0.01);
}

TEST_CASE("tensors come from the dimensions, or evenly from tensors_per_layer") {
  const World even = world_with(R"({"model": {"tensors_per_layer": 4}})");
  CHECK(even.model.tensors.size() == 96);
  CHECK(even.model.tensors[95].layer == 23);
  CHECK(even.model.tensors[0].values == Approx(1e9 / 96));
  const World scaled = world_with(R"({"model": {"base": "llama-3-8b", "parameters": 8.1e9, "layers": null}})");
  double sum = 0;
  for (const Tensor& tensor : scaled.model.tensors) sum += tensor.values;
  CHECK(sum == Approx(8.1e9).epsilon(1e-12));
  CHECK_FALSE(assumption(scaled, "model.tensors").empty());
  CHECK(world_with("{}").model.tensors.empty());
}

TEST_CASE("a spread of zero is a spread that a sweep may pass through") {
  const char* const spread = R"({"learners": [{"name": "a", "site": "east", "accelerator": "h100-sxm", "accelerators": 8,
      "step_time": {"mean": "2 s", "law": "normal", "cv": 0}}]})";
  CHECK(world_with(spread).learners[0].step_time.cv == 0);
  CHECK(reading_with(R"({"learners": [{"name": "a", "site": "east", "accelerator": "h100-sxm", "accelerators": 8,
      "step_time": {"mean": "2 s", "cv": 0}}]})").world);
}
