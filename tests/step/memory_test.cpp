// Memory of cases that are known, and what is said when a step does not fit.
#include "models/workload/step/memory.hpp"
#include "tests/step/sample.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

TEST_CASE("ZeRO divides 16 bytes per parameter in its three steps") {
  // 7.5B parameters on 64 accelerators: 120, 31.4, 16.6 and 1.9 GB (arXiv 1910.02054, figure 1).
  TransformerShape shape = gpt(36, 4096);
  shape.vocabulary = 62000;                    // 36 x 12 x 4096^2 + 62000 x 4096 = 7.50e9
  Layout layout;
  layout.data = 64;
  const auto state = [&](Sharding sharding) {
    layout.sharding = sharding;
    const StepMemory need = step_memory(question_for(shape, layout, 64, 1024));
    return (need.weights + need.gradients + need.optimizer).value / 1e9;
  };
  CHECK(state(Sharding::none) == Approx(120).epsilon(0.01));
  CHECK(state(Sharding::optimizer) == Approx(31.4).epsilon(0.01));
  CHECK(state(Sharding::gradients) == Approx(16.6).epsilon(0.01));
  CHECK(state(Sharding::full) == Approx(1.9 + 2 * 2 * 7.5 / 36).epsilon(0.02));   // and two layers whole
}

TEST_CASE("activations of a layer: 34 s b h without the attention's scores") {
  // Korthikanti et al. (arXiv 2205.05198), table 2: 34 s b h with sequence parallelism over t, of which 2 are dropout masks
  // that we do not have. 4 h of norm inputs + 8 h attention + 20 h feed-forward in 2-byte values: 32 s b h; ours keeps
  // the activation's input and output and no copy of the residual.
  const TransformerShape shape = gpt(48, 6144);
  Layout one, eight;
  one.micro_batch = eight.micro_batch = 4;
  eight.tensor = 8;
  const double logits = 6.0 * 4 * 2048 * 51200;
  const double alone = step_memory(question_for(shape, one, 4, 2048)).activations.value - logits;
  const double split = step_memory(question_for(shape, eight, 4, 2048)).activations.value - logits / 8;
  CHECK(alone / (48.0 * 2048 * 4 * 6144) == Approx(32).margin(2));
  CHECK(split == Approx(alone / 8));
}

TEST_CASE("recomputation and pipelining change what is held") {
  const TransformerShape shape = gpt(48, 6144);
  Layout layout;
  layout.tensor = 8;
  const auto activations = [&](Recompute recompute) {
    layout.recompute = recompute;
    return step_memory(question_for(shape, layout, 8, 2048)).activations;
  };
  CHECK(activations(Recompute::full) < activations(Recompute::selective));
  CHECK(activations(Recompute::selective) < activations(Recompute::none));
  layout.recompute = Recompute::none;
  layout.pipeline = 4;
  const Bytes plain = step_memory(question_for(shape, layout, 8, 2048)).activations;
  layout.virtual_stages = 3;
  CHECK(step_memory(question_for(shape, layout, 8, 2048)).activations / plain == Approx(1 + 3.0 / 12));
}

TEST_CASE("what does not fit says by how much and what takes it") {
  const TransformerShape shape = llama_405b();
  Layout layout;
  layout.tensor = 8;
  const StepPrediction prediction = predict_step(question_for(shape, layout, 1));
  CHECK_FALSE(prediction.fits);
  CHECK(prediction.why_not.find("of 80.0 GB; optimizer state take") != std::string::npos);
  layout.recompute = Recompute::full;
  CHECK(predict_step(question_for(llama_8b(), {.data = 8, .micro_batch = 1, .sharding = Sharding::full, .recompute = Recompute::full}, 8)).why_not.empty());
}
