// One training step of a transformer on a learner's accelerators, as a sum of kernels and what communication they do not hide.
//
//   step = pipeline(micro-batch) + exposed data communication + optimizer + host work between steps
//   micro-batch of a stage = max(kernels / e + exposed communication, launches x dispatch)
//   exposed = max(0, communication - what may run beside it)
//
// e is the framework's efficiency. The optimizer and the gradients' sum move memory at e as well. Weights sharded over the data
// group travel beside the layer before; gradients beside the last micro-batch's backward pass.
// Validity: dense and mixture decoder transformers, balanced experts, equal accelerators. `low` and `high` span 80 % by the
// residuals of the kernels, weighted by their time, and of the efficiency; kinds of kernels err independently.
#pragma once

#include "models/units.hpp"
#include "models/workload/step/memory.hpp"
#include "models/workload/step/question.hpp"

#include <string>

namespace archipelago {

// Seconds of one accelerator of the busiest stage, over the whole step; they add up to the step.
struct StepBreakdown {
  Seconds matrix, attention, pointwise, launch, optimizer, bubble;
  Seconds tensor, context, expert, pipeline, sharded, data;   // exposed communication

  Seconds exposed() const { return tensor + context + expert + pipeline + sharded + data; }
  Seconds total() const { return matrix + attention + pointwise + launch + optimizer + bubble + exposed(); }
};

struct StepPrediction {
  Seconds step, low, high;
  StepBreakdown breakdown;
  StepMemory memory;
  bool fits = true;
  std::string why_not;                        // empty if it fits
};

StepPrediction predict_step(const StepQuestion& question);
Seconds step_time(const StepQuestion& question);   // the same time without memory and band

// Standard deviation over mean of a step's time on a healthy accelerator: default where a scenario gives none. Compute times of
// the diloco-measured runs (one L40S each), without the fastest and slowest 2 % of steps: median of 18 runs 0.010, up to 0.018.
inline constexpr double default_step_cv = 0.01;

} // namespace archipelago
