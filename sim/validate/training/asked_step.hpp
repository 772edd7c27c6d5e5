// A measured step as a question to the model, with what the table does not say about its layout filled in.
#pragma once

#include "sim/validate/training/measured_step.hpp"
#include "sim/validate/training/training_platform.hpp"

#include <optional>

namespace archipelago {

struct AskedStep {
  const MeasuredStep* measured = nullptr;
  const TrainingPlatform* platform = nullptr;
  Layout layout;

  Seconds predicted(double efficiency) const;
  double error(double efficiency) const { return predicted(efficiency) / measured->time - 1; }
};

// Nothing where no layout fits. Where the table gives the groups but not micro-batch, virtual stages and recomputation, or
// nothing at all, the layout that the model finds best is taken, as tuned submissions would.
std::optional<AskedStep> ask(const MeasuredStep& measured, const TrainingPlatform& platform);

} // namespace archipelago
