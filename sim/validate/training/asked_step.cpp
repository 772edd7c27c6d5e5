#include "sim/validate/training/asked_step.hpp"

#include "models/workload/step/layout_search.hpp"
#include "models/workload/step/software.hpp"

namespace archipelago {

namespace {

StepQuestion question_of(const MeasuredStep& measured, const TrainingPlatform& platform, const Layout& layout) {
  StepQuestion question{measured.shape, platform.profile, layout, measured.batch, measured.sequence_length, measured.precision,
                        software_of(measured.framework), platform.node_size, platform.accelerator.memory, {}};
  question.adapter = adapter_of(measured.framework);
  question.frozen_weights = measured.frozen_weights;
  return question;
}

} // namespace

Seconds AskedStep::predicted(double efficiency) const {
  StepQuestion question = question_of(*measured, *platform, layout);
  question.software.efficiency = efficiency;
  return step_time(question);
}

std::optional<AskedStep> ask(const MeasuredStep& measured, const TrainingPlatform& platform) {
  if (measured.layout && !measured.tuned) return AskedStep{&measured, &platform, *measured.layout};
  LayoutWish wish;
  if (measured.layout) {
    wish.tensor = measured.layout->tensor;
    wish.pipeline = measured.layout->pipeline;
    wish.context = measured.layout->context;
  }
  const LayoutSearch found = search_layouts(question_of(measured, platform, {}), measured.devices, wish, 1);
  if (found.best.empty()) return std::nullopt;
  return AskedStep{&measured, &platform, found.best.front().layout};
}

} // namespace archipelago
