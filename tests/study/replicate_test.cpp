#include "sim/study/replicate.hpp"
#include "tests/study/jobs.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace archipelago;

namespace {

// Goodput swings by +-swing around one half, seed by seed.
std::function<Job(std::uint64_t)> swinging(double swing) {
  return [swing](std::uint64_t seed) -> Job {
    return {seed, [seed, swing](Progress&) {
              Result result = result_of_seed(seed);
              result.goodput = 0.5 + (seed % 2 ? swing : -swing);
              return result;
            }};
  };
}

std::size_t seeds_used(double swing, double target, unsigned parallel = 2) {
  SupervisorOptions options;
  options.parallel = parallel;
  return replicate(swinging(swing), {target, {1}}, options).outcomes.size();
}

} // namespace

TEST_CASE("a quiet scenario needs the fewest seeds") { CHECK(seeds_used(0, 0.01) == 4); }

TEST_CASE("a noisy scenario gets as many seeds as its interval needs") {
  // s is about 0.01, t about 1.7: 1.7 * 0.01 / sqrt(n) <= 0.005 from n = 12 on (by hand: n = 12 gives 0.00541, n = 14 gives 0.0049).
  const std::size_t seeds = seeds_used(0.01, 0.005);
  CHECK(seeds >= 13);
  CHECK(seeds <= 20);
}

TEST_CASE("the number of seeds does not depend on how many run at once") { CHECK(seeds_used(0.01, 0.005, 1) == seeds_used(0.01, 0.005, 5)); }

TEST_CASE("an unreachable interval stops at the cap") { CHECK(seeds_used(0.2, 1e-6) == most_replications); }

TEST_CASE("seeds go on after the given ones") {
  const auto study = replicate(swinging(0), {0.01, {5, 9}}, {});
  REQUIRE(study.outcomes.size() == 4);
  CHECK(study.outcomes[2].seed == 10);
  CHECK(study.outcomes[3].seed == 11);
}

TEST_CASE("runs that all fail are not repeated for ever") {
  const auto failing = [](std::uint64_t seed) -> Job { return {seed, [](Progress&) -> Result { throw std::runtime_error("no"); }}; };
  CHECK(replicate(failing, {0.01, {1}}, {}).outcomes.size() == 4);
}
