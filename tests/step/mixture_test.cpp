// Steps of mixtures of experts: what waits for the host, what travels, what is predicted beside the next token.
#include "models/workload/step/software.hpp"
#include "tests/step/sample.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

// Many small experts over eight accelerators of a node, as fine-grained mixtures have them.
TransformerShape fine_mixture() {
  return {.layers = 24, .hidden_size = 2048, .heads = 16, .kv_heads = 4, .ffn_size = 6144, .vocabulary = 32000,
          .experts = 128, .experts_per_token = 8, .expert_ffn_size = 768};
}

StepQuestion mixture_question(const TransformerShape& shape, int micro_batch = 1) {
  Layout layout;
  layout.data = layout.expert = 8;
  layout.micro_batch = micro_batch;
  layout.sharding = Sharding::optimizer;
  return question_for(shape, layout, 8.0 * micro_batch);
}

} // namespace

TEST_CASE("a mixture whose counts go over the host takes at least the host's time per layer, and no more when the device is slower") {
  const TransformerShape shape = fine_mixture();
  StepQuestion question = mixture_question(shape);
  const Seconds free = step_time(question);
  question.software.mixture_dispatch = Seconds(20e-3);
  CHECK(step_time(question) >= Seconds(24 * 20e-3));
  CHECK(predict_step(question).breakdown.launch > Seconds(0));
  CHECK(step_time(question) > free);

  StepQuestion large = mixture_question(shape, 16);
  const Seconds bound_by_device = step_time(large);
  large.software.mixture_dispatch = Seconds(2e-3);
  CHECK(step_time(large) == bound_by_device);
}

TEST_CASE("a token sent to each of its experts travels more often than one sent to each place") {
  const TransformerShape shape = fine_mixture();
  StepQuestion question = mixture_question(shape);
  const Seconds once = predict_step(question).breakdown.expert;
  question.software.routes_once = false;
  // 8 experts lie in 8 (1 - (7/8)^8) = 5.25 of 8 places on average.
  CHECK(predict_step(question).breakdown.expert / once == Approx(8 / 5.25).epsilon(0.1));
  question.software.expert_overlap = 1;
  CHECK(predict_step(question).breakdown.expert == Seconds(0));
}

TEST_CASE("predicting a further token costs a layer and logits, in time and in memory") {
  TransformerShape shape = fine_mixture();
  const StepPrediction plain = predict_step(mixture_question(shape));
  shape.prediction_layers = 1;
  const StepPrediction further = predict_step(mixture_question(shape));
  shape.prediction_layers = 0;
  ++shape.layers;
  const StepPrediction longer = predict_step(mixture_question(shape));
  CHECK(longer.step > plain.step);
  CHECK(further.step > longer.step);
  CHECK(further.memory.weights == longer.memory.weights);
}

TEST_CASE("a clamped gate, which no kernel fuses, is slower") {
  TransformerShape shape = fine_mixture();
  const Seconds fused = step_time(mixture_question(shape, 8));
  shape.clamped_gate = true;
  CHECK(step_time(mixture_question(shape, 8)) > fused);
}

TEST_CASE("releases of a framework differ in what mixtures wait for, and on dense models in nothing") {
  const auto step = [](const TransformerShape& shape, const char* framework, const char* accelerator) {
    StepQuestion question = mixture_question(shape);
    if (shape.experts == 0) question.layout.expert = 1;
    question.software = software_of(framework, accelerator);
    return step_time(question);
  };
  const TransformerShape mixture = fine_mixture(), dense = gpt(24, 2048);
  CHECK(step(mixture, "megatron-bridge-25.11", "b200-sxm") > step(mixture, "megatron-bridge-26.04", "b200-sxm"));
  CHECK(step(mixture, "megatron-bridge-26.04", "b200-sxm") > step(mixture, "megatron-bridge", "b200-sxm"));
  CHECK(step(mixture, "megatron-bridge", "h100-sxm") == step(mixture, "megatron-bridge-26.04", "h100-sxm"));
  CHECK(step(dense, "megatron-bridge-25.11", "b200-sxm") == step(dense, "megatron-bridge", "b200-sxm"));
}

TEST_CASE("a Grace host keeps small mixtures waiting longer than an x86 host, and a clamped gate costs more in older releases") {
  TransformerShape shape = fine_mixture();
  const auto step = [&](const char* framework, const char* accelerator) {
    StepQuestion question = mixture_question(shape);
    question.software = software_of(framework, accelerator);
    return step_time(question);
  };
  const Seconds beside_x86 = step("megatron-bridge-26.04", "b200-sxm"), beside_grace = step("megatron-bridge-26.04", "gb200");
  CHECK(beside_grace > beside_x86);
  CHECK(step("megatron-bridge", "gb200") == step("megatron-bridge", "b200-sxm"));
  StepQuestion question = mixture_question(shape, 8);
  question.software.clamped_gate_bytes = 4;
  CHECK(step_time(question) == step_time(mixture_question(shape, 8)));
  shape.clamped_gate = true;
  CHECK(step_time(question) > step_time(mixture_question(shape, 8)));
}

TEST_CASE("selective recomputation leaves a fused attention alone and does an unfused one again") {
  const TransformerShape shape = gpt(24, 2048);
  const auto attention = [&](bool fused, Recompute recompute) {
    Layout layout;
    layout.recompute = recompute;
    StepQuestion question = question_for(shape, layout, 1);
    question.software.fused_attention = fused;
    return predict_step(question).breakdown.attention;
  };
  CHECK(attention(true, Recompute::selective) == attention(true, Recompute::none));
  CHECK(attention(false, Recompute::selective) > attention(false, Recompute::none));
}
