#include "reports/proposal/evidence.hpp"
#include "tests/proposal/results.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

Difference cost_difference(const SampleRun& ours, const SampleRun& theirs) {
  const auto a = sample_document(ours), b = sample_document(theirs);
  return difference(Source("result", a), Source("baseline", b), "cost.to_equal_loss_usd");
}

} // namespace

TEST_CASE("the same seeds on both sides are compared one by one") {
  const Difference found = cost_difference({.price = 2.0}, {.price = 2.5});
  CHECK(found.paired);
  CHECK(found.outcome == DifferenceOutcome::less);
  CHECK(found.relative == Approx(-0.2));
  CHECK(found.low <= found.mean);
  CHECK(found.mean <= found.high);
  CHECK(found.high < 0);
}

TEST_CASE("the same world with other seeds is no difference, in words") {
  const Difference found = cost_difference({.first_seed = 1}, {.first_seed = 101});
  CHECK_FALSE(found.paired);
  CHECK(found.outcome == DifferenceOutcome::no_difference);
  const std::string words = plain(difference_text(found, "USD", "saved", "more"));
  CHECK(words.starts_with("no difference"));
  CHECK(words.find("saved") == std::string::npos);
}

TEST_CASE("a single seed is no finding") {
  const Difference found = cost_difference({.seeds = 1, .price = 1}, {.seeds = 1, .price = 2});
  CHECK(found.outcome == DifferenceOutcome::one_seed);
  CHECK(plain(difference_text(found, "USD", "saved", "more")).find("no finding") != std::string::npos);
}

TEST_CASE("what one side does not know is unknown") {
  CHECK(cost_difference({.target = false}, {}).outcome == DifferenceOutcome::unknown);
}

TEST_CASE("a figure has its interval and its places") {
  const auto document = sample_document({});
  const Source source("result", document);
  const Text text = source.figure("goodput");
  REQUIRE(text.size() == 6);
  CHECK(text[0].sources == std::vector<std::string>{"result:/goodput/mean"});
  CHECK(text[2].sources == std::vector<std::string>{"result:/goodput/ci90/0"});
  CHECK(plain(source.figure("mfu")).starts_with("unknown: needs"));
}
