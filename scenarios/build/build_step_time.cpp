#include "scenarios/build/build_step_time.hpp"

#include "models/workload/step/software.hpp"
#include "models/workload/step_time.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

void read_spread(const Part& part, StepTime& time) {
  const bool default_spread = time.predicted && !part.has("law");
  const std::string law = default_spread ? "lognormal" : part.text("law").value_or("constant");
  time.law = law == "normal" ? StepLaw::normal : law == "lognormal" ? StepLaw::lognormal : StepLaw::constant;
  const bool spread = time.law != StepLaw::constant;
  const bool default_cv = default_spread && !part.has("cv");
  if (default_spread) part.assume("law", law, "a predicted step varies like measured ones");
  if (default_cv)
    part.assume("cv", fmt::format("{}", default_step_cv), "median of 18 diloco-measured runs on L40S, up to 0.018");
  if (spread && !part.has("cv") && !default_cv)
    part.wrong("", fmt::format("\"cv\" is missing: law {} needs the standard deviation / mean", law));
  if (!spread && part.number("cv").value_or(0) > 0)
    part.wrong("cv", "has no effect: the step time is constant; expected \"law\": normal or lognormal with it");
  time.cv = !spread ? 0 : default_cv ? default_step_cv : part.number("cv").value_or(0);
}

bool gives_mean(const Part& part) {
  const auto object = part.object("step_time");
  return object ? object->has("mean") : part.has("step_time");
}

// What software the prediction assumes. Frameworks without a table of measured steps are labels: said once, with the nearest that has one.
void note_framework(const Part& part, const Learner& learner) {
  const auto& known = known_frameworks;
  if (!part.has("framework")) part.assume("framework", "today's fused stacks", "not given: overlaps and host times of Megatron-Bridge, NeMo and MaxText");
  if (!part.has("efficiency")) part.assume("efficiency", fmt::format("{:.3g}", learner.predicted->efficiency), learner.predicted->efficiency_source);
  if (learner.framework.empty() || std::find(known.begin(), known.end(), learner.framework) != known.end()) return;
  const std::string near = nearest_name(learner.framework, {known.begin(), known.end()});
  part.assume("framework", "as today's fused stacks",
              fmt::format("no table of measured steps names {}: overlaps and host times are those of Megatron-Bridge, NeMo and MaxText; known are {}{}",
                          learner.framework, fmt::join(known, ", "), near.empty() ? "" : fmt::format("; did you mean {}?", near)));
}

} // namespace

void StepTimes::take(const Part& part, Learner& learner) const {
  const StepForecast& forecast = *learner.predicted;
  if (!forecast.fits) {
    part.wrong(part.is_object("layout") ? "layout" : "",
               fmt::format("the model does not fit on {} {}: {}; expected more accelerators or memory, another layout, or a step_time", learner.accelerators,
                           learner.accelerator.name, forecast.why));
    return;
  }
  learner.step_time.mean = forecast.step;
  learner.step_time.source = "predicted for " + text_of(forecast.layout);
  part.assume("step_time.mean", rounded_text({UnitKind::time, forecast.step.value}),
              fmt::format("predicted, 80 % between {} and {}; {}; efficiency {:.2f}, {}", rounded_text({UnitKind::time, forecast.low.value}),
                          rounded_text({UnitKind::time, forecast.high.value}), forecast.profile, forecast.efficiency, forecast.efficiency_source));
}

void StepTimes::derive(const Part& part, const Forecast& forecast, Learner& learner) const {
  const Accelerator& accelerator = learner.accelerator;
  const auto mean = mean_step_time(world_.model, {world_.training.tokens_per_step, world_.training.sequence_length}, accelerator, learner.accelerators);
  if (!mean || world_.model.parameters <= 0) {
    if (part.is_object("accelerator"))
      part.wrong("", fmt::format("\"step_time\" is missing, and cannot be derived: no {} of {} is known{}; give step_time, or what is missing",
                                 accelerator.mfu <= 0 ? "mfu" : "peak rate at the precision of the model", accelerator.name,
                                 forecast.needs.empty() ? "" : ", and to predict it needs " + forecast.needs));
    return;
  }
  learner.step_time.mean = *mean;
  learner.step_time.source = fmt::format("MFU {:.2f} of {} ({})", accelerator.mfu, accelerator.name, accelerator.mfu_source);
  part.assume("step_time.mean", rounded_text({UnitKind::time, mean->value}), learner.step_time.source);
}

// Keys that only a prediction uses, and what there is to say about it.
void StepTimes::note(const Part& part, const Forecast& forecast, const Learner& learner) {
  if (learner.predicted) {
    if (!part.has("layout") || part.is_word("layout", "auto")) {
      if (!part.has("layout")) part.assume("layout", "auto", "the best that fits: " + learner.predicted->why);
    } else if (learner.predicted->layout != Layout{}) {
      part.assume("layout", text_of(learner.predicted->layout), "what is not given is the best that fits: " + learner.predicted->why);
    }
    note_framework(part, learner);
    return;
  }
  if (!forecast.needs.empty() && !forecast.faulty)
    for (const char* key : {"layout", "attention", "efficiency"})
      if (part.has(key) && !part.is_word(key, "auto"))
        part.wrong(key, fmt::format("has no effect: no step can be predicted; that needs {}", forecast.needs));
  const auto said = [](const Unknown& unknown) { return unknown.key == "learners[].predicted"; };
  if (!forecast.needs.empty() && std::none_of(world_.unknown.begin(), world_.unknown.end(), said))
    world_.unknown.push_back({"learners[].predicted", forecast.needs});
}

void StepTimes::build(const Part& part, std::size_t index, Learner& learner) {
  StepTime& time = learner.step_time;
  const Forecast forecast = forecasts_.of(part, index, learner);
  learner.predicted = forecast.step;
  const bool own_mfu = index < surroundings_.accelerators.size() && surroundings_.accelerators[index].own_mfu;
  const bool missing = !gives_mean(part), to_predict = missing && !own_mfu && (forecast.step || forecast.faulty);
  time.predicted = to_predict && forecast.step;
  time.source = "given";
  if (part.is_object("step_time") || time.predicted) read_spread(part.object_or_empty("step_time"), time);
  if (!missing) {
    const auto object = part.object("step_time");
    time.mean = (object ? object->quantity<Seconds>("mean") : part.quantity<Seconds>("step_time")).value_or(Seconds(0));
  } else if (time.predicted) {
    take(part, learner);
  } else if (!to_predict) {
    derive(part, forecast, learner);
  }
  if (forecast.faulty && !forecast.needs.empty() && (to_predict || part.is_object("layout")))
    part.wrong(part.is_object("layout") ? "layout" : "", fmt::format("no step can be predicted: that needs {}; expected it, or {}", forecast.needs,
                                                                     to_predict ? "a step_time" : "no layout"));
  note(part, forecast, learner);
}

} // namespace archipelago
