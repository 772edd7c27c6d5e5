#include "models/workload/step/software.hpp"

namespace archipelago {

Software software_of(std::string_view framework) {
  Software software;
  if (framework == "llm-foundry") {
    software.attention = AttentionKernel::flash2;
    // Its Triton kernel's backward is slower than FlashAttention 2's; by how much was chosen with its table, not measured.
    software.backward_ratio = 5.0;
    software.extra_traffic = 1.25;            // casts of mixed precision, and transposes around the attention
    software.sharded_overlap = 0;     software.gradient_bytes = 2;
    return software;
  }
  if (framework == "vtrain") {                // Megatron-LM of 2021
    software.fused_attention = false;
    software.sequence_parallel = false;
    software.data_overlap = 0;
    software.dispatch = Seconds(80e-6);       // small models on one node take 3.8 ms a layer, whatever its size
    software.gradient_bytes = 2;
    return software;
  }
  software.attention = AttentionKernel::cudnn;
  software.fused_pointwise = true;
  software.tensor_overlap = 0.7;
  software.pipeline_overlap = 0.8;
  software.data_overlap = 0.5;
  software.expert_overlap = 0.5;
  software.dispatch = Seconds(3e-6);
  // From steps of 0.15-0.5 s in MLPerf 5.1; adapters alone need no norm and no update to speak of.
  if (framework != "mlperf-lora") software.between_steps = Seconds(40e-3);
  software.gradient_bytes = 2;
  return software;
}

} // namespace archipelago
