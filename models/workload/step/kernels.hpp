// Device time of the kernels of one micro-batch on one accelerator, block by block, without communication.
//
// A linear layer is a product (T, n, k) forward, and (T, k, n) and (k, n, T) backward. Tensor parallelism divides n of the
// first and k of the second matrix of a block; sequence parallelism divides the rows of norms and residuals. Causal attention
// split over a context group is balanced (each member holds an early and a late piece), so a member has 1/c of the batch's
// pairs. Without a fused kernel the scores of all pairs go to memory and back. Experts are grouped products: the device pays
// their start once, the host issues each; tokens are balanced over experts. Pointwise kernels move the bytes of their operands
// once; per token and layer in 16-bit values, forward / backward: norm 2 H / 3 H, residual add 3 H / 3 H, activation 3 F / 5 F
// when gated, else 2 F / 3 F, rotary or dropout and bias 2 (q + k) / 2 (q + k). Loss: 8 bytes per logit each way, as logits are
// widened. Head sizes, precisions and shapes outside the profile's measurements carry its extrapolation.
#pragma once

#include "models/units.hpp"
#include "models/workload/step/question.hpp"

namespace archipelago {

struct KernelTime {
  Seconds matrix, attention, pointwise;
  double launches = 0;

  Seconds device() const { return matrix + attention + pointwise; }
  KernelTime& operator+=(const KernelTime& other);
  friend KernelTime operator+(KernelTime a, const KernelTime& b) { return a += b; }
  friend KernelTime operator*(const KernelTime& time, double factor);
};

struct BlockTime {
  KernelTime forward, backward;               // backward without recomputation
  KernelTime again;                           // what selective recomputation does again
};

class StepKernels {
public:
  explicit StepKernels(const StepQuestion& question);

  BlockTime attention_block() const;
  BlockTime dense_block() const;              // norm, feed-forward, residual
  BlockTime mixture_block() const;            // norm, router, permutation, experts, residual
  BlockTime embedding() const;
  BlockTime head() const;                     // final norm, logits, loss
  BlockTime projection() const;               // of a layer that predicts a further token: hidden state and embedding to one width
  Seconds optimizer(double parameters) const; // of the parameters that one accelerator updates
  Seconds accumulation(double parameters) const;   // adding a micro-batch's gradients to the sum, in fp32

private:
  BlockTime linear(double rows, double n, double k) const;
  BlockTime grouped(double rows, double groups, double n, double k) const;
  BlockTime pointwise(MemoryKernel forward, MemoryKernel backward, double forward_bytes, double backward_bytes) const;
  BlockTime norm_and_residual() const;
  BlockTime feed_forward(double rows, double width) const;
  BlockTime core_attention() const;
  BlockTime unfused_attention() const;

  const StepQuestion& question_;
  const GemmModel& gemm_;
  double tokens_, rows_, hidden_, tensor_;    // rows_: of a norm
};

} // namespace archipelago
