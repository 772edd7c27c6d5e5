#include "models/workload/step/software.hpp"

namespace archipelago {

namespace {

Software llm_foundry() {
  Software software;
  software.attention = AttentionKernel::flash2;
  // Its Triton kernel's backward is slower than FlashAttention 2's; by how much was chosen with its table, not measured.
  software.backward_ratio = 5.0;
  software.extra_traffic = 1.25;              // casts of mixed precision, and transposes around the attention
  software.sharded_overlap = 0;
  software.gradient_bytes = 2;
  return software;
}

Software vtrain() {                           // Megatron-LM of 2021
  Software software;
  software.fused_attention = false;
  software.sequence_parallel = false;
  software.data_overlap = 0;
  software.dispatch = Seconds(80e-6);         // small models on one node take 3.8 ms a layer, whatever its size
  software.gradient_bytes = 2;
  return software;
}

Software today() {
  Software software;
  software.attention = AttentionKernel::cudnn;
  software.fused_pointwise = true;
  software.tensor_overlap = 0.7;
  software.pipeline_overlap = 0.8;
  software.data_overlap = 0.5;
  software.expert_overlap = 0.9;
  software.expert_overlap_between = 0.9;
  software.dispatch = Seconds(3e-6);
  software.between_steps = Seconds(20e-3);    // from steps of 0.15-0.5 s in MLPerf 5.1
  software.gradient_bytes = 2;
  return software;
}

// Megatron-Bridge up to 26.04, and later on Hopper: the host reads the counts of routed tokens and issues each expert's kernels.
// Mixture layers of 4,096 tokens take 9.4-11.5 ms there, whatever the accelerator and the model, and 13-16 ms in 2025. A Grace
// host is slower at it than the x86 hosts beside B200 and B300: 13 ms for layers that B300 computes in 11.
Software host_driven(Software software, bool in_2025, bool grace) {
  software.mixture_dispatch = Seconds(in_2025 ? (grace ? 14e-3 : 13e-3) : (grace ? 12.5e-3 : 9e-3));
  software.routes_once = false;
  // gpt-oss takes 8-9 ms more a layer and 16,384 tokens than with two bytes, on GB200 and B300 alike; why was not measured.
  software.clamped_gate_bytes = 4;
  software.expert_overlap = in_2025 ? 0 : 0.3;
  if (in_2025) software.expert_overlap_between = 0.5;   // since then only those exchange between nodes who hide it
  return software;
}

} // namespace

Software software_of(std::string_view framework, std::string_view accelerator) {
  if (framework == "llm-foundry") return llm_foundry();
  if (framework == "vtrain") return vtrain();
  const bool grace = accelerator.starts_with("gb");
  const bool hopper = accelerator.starts_with("h100") || accelerator.starts_with("h200");
  if (framework == "megatron-bridge-25.11") return host_driven(today(), true, grace);
  if (framework == "megatron-bridge-26.04" || (framework == "megatron-bridge" && hopper)) return host_driven(today(), false, grace);
  return today();
}

std::string_view without_release(std::string_view framework) {
  const std::size_t number = framework.find_last_not_of("0123456789.");
  const bool numbered = number != std::string_view::npos && number > 0 && number + 1 < framework.size() && framework[number] == '-';
  return numbered ? framework.substr(0, number) : framework;
}

} // namespace archipelago
