// Bubbles and stages.
#include "models/workload/step/pipeline.hpp"
#include "tests/step/sample.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace archipelago;

TEST_CASE("the bubble of one-forward-one-backward is (p - 1) / m of the work") {
  const PipelineTime time = pipeline_time({4, 1, 8}, Seconds(1), Seconds(1), Seconds(0), 0);
  CHECK(time.work.value == 8);
  CHECK(time.bubble.value == 3);
  CHECK(time.bubble / time.total() == Approx(3.0 / (8 + 3)));   // (p - 1) / (m + p - 1) of the step
  CHECK(bubble_share({4, 1, 8}) == Approx(3.0 / 8));
}

TEST_CASE("interleaving divides the bubble and multiplies the messages") {
  const PipelineTime plain = pipeline_time({8, 1, 32}, Seconds(1), Seconds(1), Seconds(0.01), 0);
  const PipelineTime interleaved = pipeline_time({8, 4, 32}, Seconds(1), Seconds(1), Seconds(0.01), 0);
  CHECK(interleaved.bubble.value == Approx(plain.bubble.value / 4));
  CHECK(plain.messages.value == Approx(0.01 * (2 * 32 + 2 * 7)));
  CHECK(interleaved.messages.value == Approx(0.01 * (2 * 4 * 32 + 2 * 7)));
}

TEST_CASE("a pipeline of one stage has neither") {
  const PipelineTime time = pipeline_time({1, 1, 5}, Seconds(2), Seconds(2), Seconds(1), 0);
  CHECK(time.total().value == 10);
}

TEST_CASE("layers that do not divide leave the last stage a shorter one") {
  CHECK(stage_layers(126, 8).busiest == 16);
  CHECK(stage_layers(126, 8).last == 15);
  CHECK(stage_layers(96, 8).busiest == stage_layers(96, 8).last);
}

TEST_CASE("more micro-batches never raise the share of the bubble") {
  rc::prop("holds for every draw", [] {
    const double stages = *rc::gen::inRange(2, 64), micro = *rc::gen::inRange(1, 512), chunks = *rc::gen::inRange(1, 8);
    RC_ASSERT(bubble_share({stages, chunks, micro + 1}) < bubble_share({stages, chunks, micro}));
    RC_ASSERT(bubble_share({stages, chunks + 1, micro}) < bubble_share({stages, chunks, micro}));
  });
}

TEST_CASE("a step's bubble is that of its pipeline") {
  TransformerShape shape = gpt(48, 6144);
  shape.vocabulary = 1024;                     // the last stage has the logits besides: keep them small
  Layout layout;
  layout.tensor = 8;
  layout.pipeline = 4;
  layout.recompute = Recompute::full;
  layout.sharding = Sharding::gradients;       // no sum of whole gradients beside the micro-batches
  const StepBreakdown time = predict_step(question_for(shape, layout, 16, 2048)).breakdown;
  const double work = (time.matrix + time.attention + time.pointwise + time.tensor).value;
  CHECK(time.bubble.value / work == Approx(3.0 / 16).epsilon(0.01));
}
