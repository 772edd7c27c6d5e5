// Memory of one accelerator in a training step.
//
// State (models/workload/memory.hpp) of the parameters that lie here, sharded over the data group. Activations in 16-bit
// values per token and layer, tensor-parallel parts divided by t (Korthikanti et al., arXiv 2205.05198, section 4, for a fused
// attention and any feed-forward): two norm inputs 2 H, queries, keys, values and output 2 (q + kv), inputs of the two blocks
// 2 H, feed-forward 2 F, 3 F when gated; of a mixture k expert widths and k H of permuted tokens (their outputs are not
// kept: the router's weights are applied before the second matrix). Inputs of matrices are kept in the matrices' precision.
// Selective recomputation keeps only them, and of latent attention the latents and the output; full recomputation H per layer and one layer in work.
// min(m, p) micro-batches are in flight on the first stage (1F1B), times 1 + (p - 1) / (p v) when interleaved. Fully sharded
// parameters need two layers whole. Logits once, in 16 and 32 bits. The reserve is what the runtime, the collectives'
// buffers and fragments of the allocator take.
#pragma once

#include "models/units.hpp"
#include "models/workload/step/question.hpp"

#include <string>

namespace archipelago {

inline constexpr double runtime_reserve = 3.5e9;   // bytes: CUDA context, cuBLAS workspaces and NCCL buffers

struct StepMemory {
  Bytes weights, gradients, optimizer, activations, reserve;
  Bytes total() const { return weights + gradients + optimizer + activations + reserve; }
};

StepMemory step_memory(const StepQuestion& question);

// Empty where it fits; else the amounts and the largest part.
std::string why_not(const StepMemory& need, Bytes have);

} // namespace archipelago
