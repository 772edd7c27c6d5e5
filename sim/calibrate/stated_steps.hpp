// A measured step as a question to the model, and the steps that a profile is shown with.
//
// A stated step is key=value pairs with spaces or commas between: model (catalogue name or config.json), accelerators, batch (sequences per
// step of all of them), sequence (tokens), time; precision (bf16); and what is known of the layout: tensor, pipeline, virtual_stages,
// context, expert, micro_batch, sharding, recompute. What is not given of the layout is searched.
#pragma once

#include "models/hardware/accelerator.hpp"
#include "models/workload/step/question.hpp"
#include "scenarios/catalogue.hpp"
#include "sim/calibrate/stated_measurements.hpp"

#include <memory>
#include <optional>
#include <string>

namespace archipelago {

// A question refers to its shape, which lives here.
struct AskedOf {
  std::string about;                          // "llama-3-8b on 8 accelerators (tensor 1, ...)"
  std::shared_ptr<const TransformerShape> shape;
  StepQuestion question;
};

struct StepContext {
  const Accelerator& accelerator;
  const AcceleratorProfile& profile;          // outlives what is asked
  const Software& software;
  const Catalogues& catalogues;
};

// Nothing, with a problem, where the model is not known or nothing fits.
std::optional<AskedOf> ask_step(const StatedStep& step, const StepContext& context, std::string& problem);

// A dense model on as few accelerators, from `least` on, as it fits on, with 4 million tokens a step; nothing if it does not fit on 64 times as many.
std::optional<AskedOf> reference_step(const std::string& model, std::int64_t least, const StepContext& context);

} // namespace archipelago
