#include "sim/validate/training/asked_step.hpp"

#include "models/workload/step/layout_search.hpp"
#include "models/workload/step/software.hpp"

namespace archipelago {

namespace {

StepQuestion question_of(const MeasuredStep& measured, const TrainingPlatform& platform, const Layout& layout) {
  StepQuestion question{measured.shape, platform.profile, layout, measured.batch, measured.sequence_length, measured.precision,
                        software_of(measured.software.empty() ? measured.framework : measured.software, platform.accelerator.name), platform.accelerator.domain_size, platform.accelerator.memory, {}};
  question.adapter = adapter_of(measured.framework);
  question.frozen_weights = measured.frozen_weights;
  return question;
}

// The layout of the table with as little recomputation as its memory needs, where the table says nothing of it.
Layout least_recompute(const MeasuredStep& measured, const TrainingPlatform& platform) {
  Layout layout = *measured.layout;
  if (measured.recompute_given) return layout;
  for (const Recompute recompute : {Recompute::none, Recompute::selective, Recompute::full}) {
    layout.recompute = recompute;
    if (step_memory(question_of(measured, platform, layout)).total() <= platform.accelerator.memory) return layout;
  }
  return *measured.layout;
}

} // namespace

Seconds AskedStep::predicted(double efficiency) const {
  StepQuestion question = question_of(*measured, *platform, layout);
  question.software.efficiency = efficiency;
  return step_time(question);
}

std::optional<AskedStep> ask(const MeasuredStep& measured, const TrainingPlatform& platform) {
  if (measured.layout && !measured.tuned) return AskedStep{&measured, &platform, least_recompute(measured, platform)};
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
