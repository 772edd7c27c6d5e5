// A learner's predicted step with all that it rests on, as a value that outlives the question: for a World, results and reports.
#pragma once

#include "models/workload/step/layout_search.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace archipelago {

struct StepForecast {
  Seconds step, low, high;                    // low and high: 80 % by the residuals of what it is made of
  StepBreakdown breakdown;
  Bytes memory, available;                    // of one accelerator: needed, and there
  Layout layout;
  bool fits = true;
  std::string why;                            // why this layout, and what the next best costs; or why nothing fits
  double efficiency = 1;
  std::string efficiency_source, framework, profile;   // as text; framework may be empty
  bool measured = false;                      // kernels of the accelerator were timed, and not taken from its data sheet
};

// The best layout within the wish; where none fits, the leanest with `fits` false. Nothing where no layout divides. What the
// question does not know (texts, measured) is left to the caller.
std::optional<StepForecast> forecast_step(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish);

constexpr MathPrecision math_precision_of(Precision precision) {   // fp32 models multiply in tf32
  switch (precision) {
  case Precision::fp32: return MathPrecision::tf32;
  case Precision::fp8: return MathPrecision::fp8;
  case Precision::fp4: return MathPrecision::fp4;
  case Precision::bf16: break;
  }
  return MathPrecision::bf16;
}

} // namespace archipelago
