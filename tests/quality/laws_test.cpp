#include "models/quality/assess.hpp"
#include "models/quality/loss_law.hpp"
#include "models/quality/penalties.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>

using namespace archipelago;

namespace {

QualityQuestion usual() {
  return {.parameters = 2e9, .tokens = 40e9, .learners = 8, .contributors = 8, .sync_interval = 24, .bits = 4, .staleness = 2, .batch_tokens = 1e6};
}

} // namespace

TEST_CASE("the tokens of a loss are those that reach it") {
  rc::prop("tokens(loss(D)) == D", [] {
    const double parameters = std::pow(10.0, *rc::gen::inRange(750, 1050) / 100.0), tokens = std::pow(10.0, *rc::gen::inRange(900, 1350) / 100.0);
    RC_ASSERT(std::fabs(*data_parallel_tokens(parameters, data_parallel_loss(parameters, tokens)) / tokens - 1) < 1e-6);
  });
  CHECK_FALSE(data_parallel_tokens(1e9, 0.5).has_value());
}

TEST_CASE("overtraining lowers the loss as it was measured: 2.67, 2.52, 2.45 at 25, 100 and 250 billion tokens") {
  CHECK(data_parallel_loss(1e9, 25e9) - data_parallel_loss(1e9, 100e9) == Approx(0.15).margin(0.005));
  CHECK(data_parallel_loss(1e9, 100e9) - data_parallel_loss(1e9, 250e9) == Approx(0.07).margin(0.005));
}

TEST_CASE("one gradient for all is the reference") {
  QualityQuestion question = usual();
  question.apart = false;
  const QualityAnswer answer = assess_quality(question);
  CHECK(answer.token_efficiency == 1);
  CHECK(answer.delta == 0);
  CHECK(*answer.tokens_to_equal_loss == Approx(question.tokens));
}

TEST_CASE("each cause makes it worse, never better") {
  rc::prop("monotone in learners, interval, staleness; and fewer bits or contributors cost", [] {
    QualityQuestion question = usual();
    question.learners = question.contributors = *rc::gen::inRange(2, 17);
    question.parameters = 1e9 * *rc::gen::inRange(1, 10);
    question.tokens = 20 * question.parameters;
    const QualityAnswer before = assess_quality(question);
    const auto loss_with = [&](auto change) {
      QualityQuestion changed = question;
      change(changed);
      return assess_quality(changed).loss;
    };
    RC_ASSERT(loss_with([](auto& q) { q.learners = q.contributors = q.learners * 2; }) > before.loss);
    RC_ASSERT(loss_with([](auto& q) { q.sync_interval *= 4; }) > before.loss);
    RC_ASSERT(loss_with([](auto& q) { q.staleness += 5; }) > before.loss);
    RC_ASSERT(loss_with([](auto& q) { q.bits = 2; }) > before.loss);
    RC_ASSERT(loss_with([](auto& q) { q.bits = 16; }) < before.loss);
    RC_ASSERT(loss_with([](auto& q) { q.contributors *= 0.5; }) > before.loss);
    RC_ASSERT(before.token_efficiency > 0);
    RC_ASSERT(before.token_efficiency <= 1);
    RC_ASSERT(!before.tokens_to_equal_loss || *before.tokens_to_equal_loss >= question.tokens);
  });
}

TEST_CASE("tokens to equal loss reach data parallel's loss") {
  QualityQuestion question = usual();
  const QualityAnswer answer = assess_quality(question);
  REQUIRE(answer.tokens_to_equal_loss);
  QualityQuestion longer = question;
  longer.tokens = *answer.tokens_to_equal_loss;
  CHECK(assess_quality(longer).loss == Approx(data_parallel_loss(question.parameters, question.tokens)).epsilon(1e-6));
}

TEST_CASE("half of the contributions dropped cost 2.1 % perplexity; the first learner of many alone costs far more") {
  CHECK(std::exp(absence_penalty(8, 4)) == Approx(1.021).epsilon(1e-4));
  CHECK(absence_penalty(8, 8) == 0);
  CHECK(absence_penalty(8, 1) > 5 * absence_penalty(8, 4));
}

TEST_CASE("what is extrapolated is said, and nothing else") {
  CHECK(assess_quality(usual()).outside.empty());
  const auto outside = [](auto change) {
    QualityQuestion question = usual();
    change(question);
    return assess_quality(question).outside.size();
  };
  CHECK(outside([](auto& q) { q.learners = q.contributors = 16; }) == 1);
  CHECK(outside([](auto& q) { q.sync_interval = 500; }) == 1);
  CHECK(outside([](auto& q) { q.parameters = 400e9, q.tokens = 8e12, q.batch_tokens = 1e6; }) == 1);
  CHECK(outside([](auto& q) { q.tokens = 20e12; }) == 1);
  CHECK(outside([](auto& q) { q.bits = 2; }) == 1);
  CHECK(outside([](auto& q) { q.contributors = 2; }) == 1);
  CHECK(outside([](auto& q) { q.batch_tokens = 64e6; }) == 1);
  CHECK(outside([](auto& q) { q.mixture_of_experts = true; }) == 1);
}

TEST_CASE("beyond the measured sizes what learners cost in tokens stays what it was at the last one") {
  CHECK(learners_penalty(1e6, 8) == learners_penalty(35e6, 8));
  CHECK(learners_penalty(400e9, 8) < learners_penalty(10e9, 8));
  const auto efficiency = [](double parameters) {
    QualityQuestion question = usual();
    question.parameters = parameters, question.tokens = 20 * parameters, question.sync_interval = 30, question.bits = 16, question.staleness = 0;
    return assess_quality(question).token_efficiency;
  };
  for (const double parameters : {20e9, 70e9, 400e9}) CHECK(efficiency(parameters) == Approx(efficiency(10e9)).margin(0.03));
}
