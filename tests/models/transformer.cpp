#include "models/workload/flops.hpp"
#include "models/workload/memory.hpp"
#include "models/workload/step_time.hpp"
#include "models/workload/transformer.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

TransformerShape llama3_8b() {
  TransformerShape shape;
  shape.layers = 32;
  shape.hidden_size = 4096;
  shape.heads = 32;
  shape.kv_heads = 8;
  shape.ffn_size = 14336;
  shape.vocabulary = 128256;
  return shape;
}

TransformerShape mixtral_8x7b() {
  TransformerShape shape = llama3_8b();
  shape.vocabulary = 32000;
  shape.experts = 8;
  shape.experts_per_token = 2;
  return shape;
}

} // namespace

TEST_CASE("parameter counts equal the published ones to the last parameter") {
  CHECK(parameters_of(llama3_8b()) == 8030261248.0);       // Llama 3 8B, from its model card's safetensors index
  CHECK(parameters_of(mixtral_8x7b()) == 46702792704.0);   // Mixtral 8x7B
  CHECK(active_parameters_of(mixtral_8x7b()) == Approx(12.88e9).epsilon(0.001));
  CHECK(active_parameters_of(llama3_8b()) == parameters_of(llama3_8b()));
}

TEST_CASE("GPT-2 small without biases and positions: tied embedding, plain feed-forward") {
  TransformerShape shape;
  shape.layers = 12;
  shape.hidden_size = 768;
  shape.heads = 12;
  shape.ffn_size = 3072;
  shape.vocabulary = 50257;
  shape.gated_ffn = false;
  shape.tied_embedding = true;
  CHECK(parameters_of(shape) == 50257.0 * 768 + 12 * (12.0 * 768 * 768 + 2 * 768) + 768);
}

TEST_CASE("latent attention: DeepSeek-V3's published count, with and without its further-token module") {
  TransformerShape shape{.layers = 61, .hidden_size = 7168, .heads = 128, .head_size = 128, .ffn_size = 18432, .vocabulary = 129280};
  shape.experts = 256;
  shape.experts_per_token = 8;
  shape.expert_ffn_size = 2048;
  shape.shared_experts = 1;
  shape.dense_layers = 3;
  shape.kv_rank = 512;
  shape.query_rank = 1536;
  shape.rotary_head_size = 64;
  CHECK(parameters_of(shape) == Approx(671.03e9).epsilon(1e-4));     // the safetensors index has 671.026e9 with its biases
  CHECK(active_parameters_of(shape) == Approx(37.5e9).epsilon(0.01));
  const double without = parameters_of(shape);
  shape.prediction_layers = 1;
  CHECK(parameters_of(shape) - without == Approx(11.6e9).epsilon(0.01));   // 14B in its README counts shared embedding and head again
  CHECK(model_from("", shape, Precision::bf16).layers == 62);
  shape.query_rank = 0;                        // as in DeepSeek-V2-Lite
  CHECK(parameters_of(shape) == Approx(without + 11.6e9 + 62.0 * (7168.0 * 128 * 192 - 1536.0 * (7168 + 128 * 192))).epsilon(1e-4));
}

TEST_CASE("experts are tensors of their own, and dense and shared blocks stand beside them") {
  TransformerShape shape = mixtral_8x7b();
  shape.layers = 3;
  shape.dense_layers = 1;
  shape.shared_experts = 1;
  shape.expert_ffn_size = 512;
  const auto tensors = tensors_of(shape);
  const auto in_layer = [&](int layer) {
    return std::count_if(tensors.begin(), tensors.end(), [&](const Tensor& t) { return t.layer == layer; });
  };
  CHECK(in_layer(0) == 6 + 3);
  CHECK(in_layer(1) == 6 + 1 + 3 + 8 * 3);
  CHECK(in_layer(-1) == 3);
  CHECK(tensors.front().embedding);
}

TEST_CASE("a model from a shape is complete") {
  const Model model = model_from("llama-3-8b", llama3_8b(), Precision::bf16);
  CHECK(model.layers == 32);
  CHECK(model.parameters == parameters_of(llama3_8b()));
  CHECK(model.active_parameters == model.parameters);
  CHECK(model.shape.has_value());
}

TEST_CASE("training FLOPs are 6 per active parameter plus causal attention") {
  const Model model = model_from("llama-3-8b", llama3_8b(), Precision::bf16);
  CHECK(training_flops_per_token(model, 8192).value == Approx(6 * 8030261248.0 + 6.0 * 32 * 4096 * 8192));
  Model counted;
  counted.parameters = 1e9;
  CHECK(training_flops_per_token(counted, 4096).value == Approx(6e9));
  counted.active_parameters = 1e8;
  CHECK(training_flops_per_token(counted, 4096).value == Approx(6e8));
}

TEST_CASE("step time follows from MFU; without a peak or an MFU there is none") {
  Model model;
  model.parameters = 12e9;
  Accelerator accelerator;
  accelerator.peak_bf16 = FlopsPerSecond(989e12);
  CHECK_FALSE(mean_step_time(model, {1048576, 4096}, accelerator, 64).has_value());
  accelerator.mfu = 0.4;
  CHECK(mean_step_time(model, {1048576, 4096}, accelerator, 64)->value == Approx(6 * 12e9 * 1048576 / (64 * 989e12 * 0.4)));
  model.precision = Precision::fp32;
  CHECK(mean_step_time(model, {1048576, 4096}, accelerator, 64)->value == Approx(2 * 6 * 12e9 * 1048576 / (64 * 989e12 * 0.4)));
  model.precision = Precision::fp8;
  CHECK_FALSE(mean_step_time(model, {1048576, 4096}, accelerator, 64).has_value());
}

TEST_CASE("AdamW in mixed precision takes 16 bytes per parameter, sharded by stages") {
  const StateMemory state = *state_memory(1e9, Precision::bf16, "adamw");
  CHECK(state.total().value == Approx(16e9));
  CHECK(state_memory(1e9, Precision::fp32, "adamw")->total().value == Approx(16e9));
  CHECK(state_memory(1e9, Precision::bf16, "sgd")->total().value == Approx(8e9));
  CHECK_FALSE(state_memory(1e9, Precision::bf16, "unheard-of").has_value());
  CHECK(sharded(state, Sharding::none, 8).total().value == Approx(16e9));
  CHECK(sharded(state, Sharding::optimizer, 8).total().value == Approx(4e9 + 1.5e9));
  CHECK(sharded(state, Sharding::gradients, 8).total().value == Approx(2e9 + 0.25e9 + 1.5e9));
  CHECK(sharded(state, Sharding::full, 8).total().value == Approx(2e9));
}
