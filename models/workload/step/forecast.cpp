#include "models/workload/step/forecast.hpp"

namespace archipelago {

namespace {

bool leaves_nothing_to_search(const LayoutWish& wish) {
  return wish.tensor && wish.pipeline && wish.context && wish.micro_batch && wish.sharding && wish.recompute &&
         (wish.virtual_stages || *wish.pipeline == 1) && wish.expert;
}

} // namespace

std::optional<StepForecast> forecast_step(const StepQuestion& question, std::int64_t accelerators, const LayoutWish& wish) {
  const LayoutSearch found = search_layouts(question, accelerators, wish);
  if (!found.leanest) return std::nullopt;
  StepQuestion asked = question;
  asked.layout = found.best.empty() ? *found.leanest : found.best.front().layout;
  const StepPrediction prediction = predict_step(asked);
  StepForecast out;
  out.step = prediction.step;
  out.low = prediction.low;
  out.high = prediction.high;
  out.breakdown = prediction.breakdown;
  out.memory = prediction.memory.total();
  out.available = question.memory;
  out.layout = asked.layout;
  out.fits = prediction.fits;
  out.why = prediction.fits && leaves_nothing_to_search(wish) ? text_of(asked.layout) + ": as given" : found.why;
  out.efficiency = question.software.efficiency;
  return out;
}

} // namespace archipelago
