#include "models/preview/preview.hpp"
#include "models/quality/assess.hpp"
#include "models/quality/run_quality.hpp"
#include "tests/models/worlds.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

Result assessed(const World& world) {
  Result result = preview(world);
  add_quality(world, result);
  return result;
}

bool flags_quality(const Result& result) {
  for (const Flag& flag : result.flags)
    if (flag.key == "quality") return true;
  return false;
}

} // namespace

TEST_CASE("four regions: eight learners of a 12B model, beyond the measured size, and it is said") {
  const Result result = assessed(test::four_regions());
  REQUIRE(result.quality);
  const QualityQuestion asked{.parameters = 12e9, .tokens = 240e9, .learners = 8, .contributors = 8, .sync_interval = 24, .bits = 4,
                              .staleness = 2, .batch_tokens = 8 * 1048576.0};
  CHECK(result.quality->token_efficiency == Approx(assess_quality(asked).token_efficiency).epsilon(1e-3));
  CHECK(result.quality->token_efficiency < 1);
  CHECK(result.quality->effective_tokens == Approx(result.tokens * result.quality->token_efficiency));
  CHECK_FALSE(result.quality->valid);
  CHECK(flags_quality(result));
  CHECK(*result.quality->time_to_equal_loss_s == Approx(*result.quality->tokens_to_equal_loss / result.tokens_per_s));
  CHECK(*result.quality->time_to_equal_loss_s > *result.time_to_target_s);
}

TEST_CASE("data parallel loses nothing, with failures or without") {
  const Result result = assessed(test::table_one(1, 150e3, ProtocolName::elastic_data_parallel));
  REQUIRE(result.quality);
  CHECK(result.quality->token_efficiency == 1);
  CHECK(result.quality->delta_vs_data_parallel == 0);
}

TEST_CASE("without a target the loss is that of 20 tokens a parameter, and it is said") {
  World world = test::four_nodes();
  const Result result = assessed(world);
  REQUIRE(result.quality);
  CHECK_FALSE(result.quality->tokens_to_equal_loss);
  CHECK(flags_quality(result));
  world.training.target_tokens = 20 * world.model.parameters;
  CHECK(assessed(world).quality->loss == result.quality->loss);
}

TEST_CASE("a learner that comes and goes counts for the time that it is held") {
  World world = test::four_regions();
  const double all = assessed(world).quality->loss;
  for (std::size_t m = 4; m < 8; ++m) world.learners[m].available = {{Seconds(0), Seconds(432000)}};
  CHECK(assessed(world).quality->loss < all);
}

TEST_CASE("a scheme without measured losses is unknown, with what it needs") {
  World world = test::four_regions();
  world.protocol.name = ProtocolName::async_local_sgd;
  Result result;
  add_quality(world, result);
  CHECK_FALSE(result.quality);
  CHECK(result.unknown.back().key == "quality");
}
