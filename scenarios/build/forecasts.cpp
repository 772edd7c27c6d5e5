#include "scenarios/build/forecasts.hpp"

#include "models/workload/memory.hpp"
#include "models/workload/step/software.hpp"
#include "models/workload/transformer.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double wide_band = 0.25;            // half the band over the step, from which on it is pointed out
constexpr double longest_measured = 16384;    // keys: attention is held constant beyond (models/hardware/attention_model.hpp)
constexpr double close_count = 0.02;          // of parameters stated and from the dimensions

// A factor that the user fitted on own runs: other layouts then differ by what published tables leave after theirs.
const Residual own_factor{0.05, 0.92, 1.09, 0, "given; published tables leave 5-8 % after a factor of their own"};

std::string key_of(const Part& part, const AcceleratorOrigin& origin) {
  std::string key = origin.base;
  for (const char* name : {"accelerator", "accelerators", "framework", "attention", "efficiency", "layout"})
    key += "\n" + (part.has(name) ? part.raw()[name].dump() : std::string());
  return key;
}

// The user's own profile may hold a factor found on a measured step; it goes before the published ones.
const FrameworkEfficiency* measured_with(const AcceleratorProfile& profile, const std::string& framework) {
  const auto found = std::find_if(profile.efficiencies.begin(), profile.efficiencies.end(), [&](const auto& e) { return e.framework == framework; });
  return found == profile.efficiencies.end() ? nullptr : &*found;
}

Software software_for(const Part& part, const EfficiencyCatalogue& efficiencies, const AcceleratorProfile& profile, const std::string& accelerator,
                      std::string& source) {
  const std::string framework = part.text("framework").value_or("");
  Software software = software_of(framework, accelerator);
  if (const auto own = part.number("efficiency")) {
    software.efficiency = *own;
    software.residual = own_factor;
    source = "given";
  } else if (const FrameworkEfficiency* measured = measured_with(profile, framework)) {
    software.efficiency = measured->value;
    software.residual = measured->residual;
    source = fmt::format("{}, in the profile of {}", measured->source, profile.name);
  } else {
    const ChosenEfficiency chosen = choose_efficiency(efficiencies, {framework, accelerator}, software);
    software.efficiency = chosen.value;
    software.residual = chosen.residual;
    source = chosen.source;
  }
  if (const auto kernel = part.text("attention")) {
    software.attention = attention_kernel_from(*kernel);
    software.backward_ratio.reset();          // the framework's was that of its own kernel
  }
  return software;
}

std::string profile_text(const GemmModel& gemm, const std::string& name) {
  const Residual& residual = gemm.training;
  if (residual.samples == 0) return fmt::format("{}: {}", name, gemm.source);
  return fmt::format("{}: measured kernels, {} products off by {:.1f} % on {} shapes ({})", name, name_of(gemm.constants.precision),
                     100 * residual.mape, residual.samples, residual.basis);
}

} // namespace

bool has_all_dimensions(const Model& model) {
  return model.shape && model.shape->layers > 0 && model.shape->hidden_size > 0 && model.shape->heads > 0 && model.shape->ffn_size > 0 &&
         model.shape->vocabulary > 0;
}

std::string Forecasts::missing(const Learner& learner) const {
  std::vector<std::string> needs;
  const Accelerator& accelerator = learner.accelerator;
  if (!has_all_dimensions(world_.model)) needs.push_back("the model's layers, hidden_size, heads, ffn_size and vocabulary");
  if (world_.training.sequence_length <= 0) needs.push_back("training.sequence_length");
  if (!state_memory(1, Precision::bf16, world_.training.optimizer))
    needs.push_back(fmt::format("a known training.optimizer, not \"{}\"", world_.training.optimizer));
  const auto need = [&](const char* key, bool there) {
    if (!there) needs.push_back(fmt::format("{} of {}", key, accelerator.name));
  };
  need("peak_bf16", accelerator.peak_bf16.value > 0);
  need("memory", accelerator.memory.value > 0);
  need("memory_bandwidth", accelerator.memory_bandwidth.value > 0);
  need("interconnect", accelerator.interconnect.value > 0);
  std::string text;
  for (const std::string& each : needs) text += (text.empty() ? "" : ", ") + each;
  return text;
}

std::string Forecasts::uneven() const {
  const double batch = world_.training.tokens_per_step / world_.training.sequence_length;
  if (batch == std::trunc(batch)) return {};
  return fmt::format("training.tokens_per_step that is a whole number of sequences ({:.10g} / {:.10g} = {:.4g})", world_.training.tokens_per_step,
                     world_.training.sequence_length, batch);
}

Forecast Forecasts::of(const Part& part, std::size_t index, const Learner& learner) {
  Forecast out;
  out.needs = missing(learner);
  if (!out.needs.empty()) return out;
  out.needs = uneven();
  out.faulty = !out.needs.empty();
  if (out.faulty) return out;
  const auto sequences = std::llround(world_.training.tokens_per_step / world_.training.sequence_length);
  const GivenLayout layout = build_layout(part, world_, learner.accelerators, sequences);
  const AcceleratorOrigin origin = index < surroundings_.accelerators.size() ? surroundings_.accelerators[index] : AcceleratorOrigin{};
  const ProfileFile* platform = platforms_.profile_of(part, origin, learner.accelerator);
  out.faulty = !layout.sound || !platform;
  if (out.faulty) return out;
  const AcceleratorProfile* profile = &*platform->profile;
  const auto attention = part.text("attention");
  const auto kernel = attention ? attention_kernel_from(*attention) : std::nullopt;
  if (kernel && profile->attention_by(kernel).kernel != *kernel) {
    std::vector<std::string> known;
    for (const AttentionModel& model : profile->attention) known.emplace_back(name_of(model.kernel));
    part.wrong("attention", fmt::format("no kernel \"{}\" is known on {}; expected {}", *attention, learner.accelerator.name, fmt::join(known, ", ")));
    out.faulty = true;
    return out;
  }
  const auto [place, fresh] = known_.emplace(key_of(part, origin), nullptr);
  if (fresh) place->second = predict(part, origin, learner, *platform, layout.wish);
  out.step = place->second;
  if (out.step) return out;
  out.faulty = true;
  out.needs = fmt::format("a layout that divides {} accelerators, the model and {} sequences a step", learner.accelerators, sequences);
  return out;
}

std::shared_ptr<const StepForecast> Forecasts::predict(const Part& part, const AcceleratorOrigin& origin, const Learner& learner,
                                                       const ProfileFile& platform, const LayoutWish& wish) {
  const AcceleratorProfile& profile = *platform.profile;
  const MathPrecision precision = math_precision_of(world_.model.precision);
  std::string source;
  const std::string& fitted_on = origin.base.empty() ? learner.accelerator.name : origin.base;
  const Software software = software_for(part, platforms_.efficiencies(part), profile, fitted_on, source);
  StepQuestion question{.shape = *world_.model.shape, .profile = profile, .layout = {},
                        .batch = world_.training.tokens_per_step / world_.training.sequence_length,
                        .sequence_length = world_.training.sequence_length, .precision = precision, .software = software,
                        .node_size = learner.accelerator.domain_size, .memory = learner.accelerator.memory,
                        .optimizer = world_.training.optimizer};
  auto forecast = forecast_step(question, learner.accelerators, wish);
  if (!forecast) return nullptr;
  const GemmModel& gemm = profile.gemm_at(precision);
  forecast->efficiency_source = source;
  forecast->framework = learner.framework;
  forecast->measured = gemm.training.samples > 0;
  forecast->profile = profile_text(gemm, platform.measured_on.empty() ? learner.accelerator.name : platform.measured_on);
  flag(learner, profile, *forecast);
  return std::make_shared<const StepForecast>(std::move(*forecast));
}

void Forecasts::add_flag(std::string reason) {
  const auto same = [&](const Flag& flag) { return flag.reason == reason; };
  if (std::none_of(world_.flags.begin(), world_.flags.end(), same)) world_.flags.push_back({"learners[].predicted", std::move(reason)});
}

void Forecasts::flag(const Learner& learner, const AcceleratorProfile& profile, const StepForecast& forecast) {
  const std::string& name = learner.accelerator.name;
  const MathPrecision asked = math_precision_of(world_.model.precision), done = profile.gemm_at(asked).constants.precision;
  const double below = 1 - forecast.low / forecast.step, above = forecast.high / forecast.step - 1;
  const std::string band = fmt::format("80 % band -{:.0f} % to +{:.0f} %", 100 * below, 100 * above);
  if (!forecast.measured)
    add_flag(fmt::format("No matrix product in {} was measured on {} ({}): {}.", name_of(done), name, profile.gemm_at(asked).source, band));
  else if (below + above > 2 * wide_band) add_flag(fmt::format("Step times on {} are uncertain, {}; efficiency {}.", name, band, forecast.efficiency_source));
  if (done != asked) add_flag(fmt::format("{} has no {} products: they are computed in {}.", name, name_of(asked), name_of(done)));
  if (world_.training.sequence_length > longest_measured)
    add_flag(fmt::format("Attention was measured up to {:.0f} tokens: its rate is held constant beyond.", longest_measured));
  const double counted = parameters_of(*world_.model.shape);
  if (std::fabs(counted / world_.model.parameters - 1) > close_count)
    add_flag(fmt::format("Steps and memory are predicted from the model's dimensions, which give {:.4g} parameters of {:.4g} stated.", counted,
                         world_.model.parameters));
  if (!forecast.fits) add_flag(fmt::format("{} does not fit on {} {}: {}.", world_.model.name.empty() ? "The model" : world_.model.name,
                                           learner.accelerators, name, forecast.why));
}

} // namespace archipelago
