// What a training step's time depends on: model, batch, precision, layout, hardware and the software that runs it.
//
// A question refers to the shape and the profile; both must outlive it.
#pragma once

#include "models/hardware/profile.hpp"
#include "models/units.hpp"
#include "models/workload/layout.hpp"
#include "models/workload/model.hpp"

#include <optional>
#include <string_view>

namespace archipelago {

inline constexpr double value_bytes = 2;   // of an activation, and of a weight as it is used: bf16, whatever the operands

// What a framework does with kernels and links.
//
// efficiency: rate of the kernels inside its steps over their rate alone. The one fitted number per (device, framework): launch
// gaps, unfused small kernels, throttling at sustained load and contention with communication. Links are not scaled by it.
// The overlaps are shares of a communication that may run beside the computation it belongs to.
struct Software {
  double efficiency = 0.80;
  Residual residual{0.1, 0.85, 1.2, 0, "whole steps of llm-foundry on A100 and H100"};
  std::optional<AttentionKernel> attention;   // else the profile's default
  std::optional<double> backward_ratio;       // of its time, where the framework's kernel differs from the profile's
  bool fused_attention = true;                // else scores are written to memory
  double extra_traffic = 1;                   // bytes of pointwise kernels over the ideal: casts, transposes and copies between them
  bool fused_pointwise = false;               // norms and activations come fused, at the rate of a copy
  bool sequence_parallel = true;              // norms and residuals of a tensor group are split over its members
  double tensor_overlap = 0, pipeline_overlap = 0, sharded_overlap = 1, data_overlap = 1;
  double expert_overlap = 0, expert_overlap_between = 0;   // of exchanges inside a node, and of those that leave it
  Seconds dispatch{6e-6};                     // host time to issue one kernel: PyTorch takes 5-10 us an operator, CUDA graphs less
  Seconds mixture_dispatch;                   // host time to route a mixture layer's tokens and issue its experts, both passes
  double clamped_gate_bytes = 2;              // per value in the passes over a mixture's clamped gate, which no kernel fuses
  bool routes_once = true;                    // a token goes once to each place with any of its experts, else once to each expert
  Seconds between_steps;                      // batch, gradient norm, logging: host work that the accelerators wait for
  double gradient_bytes = 4;                  // per value, as reduced over the data group
};

struct StepQuestion {
  const TransformerShape& shape;
  const AcceleratorProfile& profile;
  Layout layout;
  double batch = 1;                           // sequences per step of the whole learner
  double sequence_length = 0;
  MathPrecision precision = MathPrecision::bf16;
  Software software{};
  int node_size = 8;                          // accelerators in one node or NVLink domain
  Bytes memory{};                             // of one accelerator
  std::optional<BytesPerSecond> adapter{};    // between nodes, else the profile's
  std::string_view optimizer = "adamw";
  bool frozen_weights = false;                // only adapters are trained (LoRA): no weight gradients, no optimizer to speak of

  double tokens() const { return layout.micro_batch * sequence_length / layout.context; }   // of a micro-batch, on one member
  double micro_batches() const { return batch / (layout.data * layout.micro_batch); }       // per step and pipeline
};

} // namespace archipelago
