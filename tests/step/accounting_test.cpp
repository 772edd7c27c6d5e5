// What a step is made of, against counts made in another way.
#include "models/workload/step/communication.hpp"
#include "models/workload/step/kernels.hpp"
#include "models/workload/step/parameters.hpp"
#include "models/workload/transformer.hpp"
#include "tests/step/sample.hpp"

#include <catch2/catch.hpp>

using namespace archipelago;

namespace {

// A part on which time is work: products take 1 ps per FLOP, memory is free.
AcceleratorProfile counting_profile() {
  AcceleratorProfile profile;
  GemmModel gemm;
  gemm.constants = {MathPrecision::bf16, Seconds(0), FlopsPerSecond(1e12), BytesPerSecond(1e30), 0, 0};
  profile.gemm = {gemm};
  AttentionModel attention;
  attention.tables = {{{128, Seconds(0), FlopsPerSecond(1e12), BytesPerSecond(1e30)}, {}}};
  attention.backward_ratio = 2.5;             // five products against two
  profile.attention = {attention};
  for (auto& kernel : profile.memory) kernel.bandwidth = BytesPerSecond(1e30);
  CollectiveModel collective;
  collective.lines = {{2, {Seconds(0), BytesPerSecond(1e9)}, {Seconds(0), BytesPerSecond(1e9)}, {}, {}}};
  profile.in_node = {collective};
  profile.between_nodes.adapter = BytesPerSecond(1e9);
  profile.between_nodes.efficiency = 1;
  return profile;
}

double flops_of(const KernelTime& time) { return time.matrix.value * 1e12; }

} // namespace

TEST_CASE("matrix work is 2 forward and 4 backward per parameter and token") {
  const AcceleratorProfile profile = counting_profile();
  for (const TransformerShape& shape : {llama_8b(), gpt(24, 2048)}) {
    StepQuestion question{.shape = shape, .profile = profile, .layout = {}, .batch = 1, .sequence_length = 2048};
    const StepKernels kernels(question);
    const BlockTime attention = kernels.attention_block(), dense = kernels.dense_block(), head = kernels.head();
    const double layers = static_cast<double>(shape.layers), norms = (2 * layers) * static_cast<double>(shape.hidden_size);
    const double matrices = layers * (layer_parameters(shape).attention + layer_parameters(shape).dense) - norms + embedding_parameters(shape);
    const double forward = layers * flops_of(attention.forward + dense.forward) + flops_of(head.forward);
    const double backward = layers * flops_of(attention.backward + dense.backward) + flops_of(head.backward);
    CHECK(forward == Approx(2 * matrices * 2048).epsilon(1e-9));
    CHECK(backward == Approx(4 * matrices * 2048).epsilon(1e-9));
    // Scores and values of a causal model: 2 s^2 h d forward and 2.5 times that backward.
    CHECK(attention.forward.attention.value * 1e12 == Approx(2.0 * 2048 * 2048 * static_cast<double>(shape.hidden_size)).epsilon(1e-9));
    CHECK(attention.backward.attention / attention.forward.attention == Approx(2.5));
  }
}

TEST_CASE("experts do the work of the active parameters") {
  const AcceleratorProfile profile = counting_profile();
  const TransformerShape shape = mixture();
  StepQuestion question{.shape = shape, .profile = profile, .layout = {}, .batch = 1, .sequence_length = 2048};
  const double active = layer_parameters(shape).routed / 4 + layer_parameters(shape).shared;   // 2 of 8, and the router
  CHECK(flops_of(StepKernels(question).mixture_block().forward) == Approx(2 * active * 2048).epsilon(1e-9));
}

TEST_CASE("tensor parallelism divides the work of a layer") {
  const AcceleratorProfile profile = counting_profile();
  const TransformerShape shape = llama_8b();
  StepQuestion whole{.shape = shape, .profile = profile, .layout = {}, .batch = 1, .sequence_length = 2048};
  StepQuestion split = whole;
  split.layout.tensor = 8;
  CHECK(flops_of(StepKernels(split).dense_block().forward) == Approx(flops_of(StepKernels(whole).dense_block().forward) / 8));
  CHECK(flops_of(StepKernels(split).attention_block().backward) == Approx(flops_of(StepKernels(whole).attention_block().backward) / 8));
}

TEST_CASE("frozen weights need no weight gradients") {
  const AcceleratorProfile profile = counting_profile();
  const TransformerShape shape = llama_8b();
  StepQuestion question{.shape = shape, .profile = profile, .layout = {}, .batch = 1, .sequence_length = 2048};
  question.frozen_weights = true;
  const BlockTime block = StepKernels(question).dense_block();
  CHECK(block.backward.matrix.value == Approx(block.forward.matrix.value));
  CHECK(StepKernels(question).optimizer(1e9) == Seconds(0));
}

TEST_CASE("parameters in closed form are those of the list of tensors") {
  for (const TransformerShape& shape : {llama_8b(), llama_405b(), gpt(30, 3072), mixture()}) {
    const LocalParameters all = local_parameters(shape, {});
    const double final_norm = static_cast<double>(shape.hidden_size);
    CHECK(all.dense + all.routed + final_norm == Approx(parameters_of(shape)).epsilon(1e-12));
  }
}

TEST_CASE("bytes on the wire follow the sizes of the tensors") {
  const AcceleratorProfile profile = counting_profile();
  const TransformerShape shape = llama_8b();
  Layout layout;
  layout.tensor = 4;
  layout.data = 2;
  StepQuestion question{.shape = shape, .profile = profile, .layout = layout, .batch = 2, .sequence_length = 1024};
  const StepCommunication communication(question);
  // A layer, one way: two pairs of all-gather and reduce-scatter of 1024 x 4096 bf16 values, 3/4 of which is not here yet.
  CHECK(communication.tensor(2).forward.value == Approx(2 * 2 * 0.75 * 1024 * 4096 * 2 / 1e9));
  question.software.sequence_parallel = false;
  CHECK(communication.tensor(2).forward.value == Approx(2 * 1.5 * 1024 * 4096 * 2 / 1e9));   // the same bytes as all-reduces
  // Gradients in fp32 over two members: 2 (n-1)/n = 1 times their size.
  CHECK(communication.data(1e6, 0).backward.value == Approx(4e6 / 1e9));
  CHECK(communication.data(1e6, 0).forward == Seconds(0));
}

TEST_CASE("groups lie in as few nodes as their distance allows") {
  const TransformerShape shape = llama_8b();
  const StepQuestion question = question_for(shape, {}, 1);
  const StepCommunication communication(question);
  CHECK(communication.group(8, 1).per_node == 8);
  CHECK(communication.group(16, 4).per_node == 2);
  CHECK(communication.group(4, 8).per_node == 1);
  CHECK(communication.time(Collective::all_gather, communication.group(1, 1), Bytes(1e9)) == Seconds(0));
}
