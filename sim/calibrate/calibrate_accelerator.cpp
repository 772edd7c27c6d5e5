#include "sim/calibrate/calibrate_accelerator.hpp"

#include "models/calibration/next_measurement.hpp"
#include "models/hardware/family.hpp"
#include "models/hardware/spec_profile.hpp"
#include "models/workload/step/predict.hpp"
#include "models/workload/step/software.hpp"
#include "scenarios/accelerator_file.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/format/nearest.hpp"
#include "scenarios/format/quantity.hpp"
#include "scenarios/profiles.hpp"
#include "sim/calibrate/constants_table.hpp"
#include "sim/calibrate/session.hpp"
#include "sim/calibrate/stated_steps.hpp"

#include <fmt/format.h>

#include <cmath>

namespace archipelago {

namespace {

constexpr std::size_t suggestions = 5;
constexpr double surprising = 1.5;            // a measured time over its band's edge that asks for a second look

void add_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

Accelerator accelerator_of(const AcceleratorRequest& request, const Catalogues& catalogues, std::string& problems) {
  if (!catalogues.fault().empty()) throw CalibrationError(CalibrationExit::not_possible, catalogues.fault());
  if (std::filesystem::exists(request.spec)) {
    const AcceleratorFile file = read_accelerator(request.spec, catalogues);
    for (const Problem& problem : file.problems) add_line(problems, format_problem(problem));
    return file.accelerator.value_or(Accelerator{});
  }
  if (const auto found = catalogue_accelerator(catalogues, request.spec)) return *found;
  add_line(problems, fmt::format("\"{}\" is neither a file nor an accelerator of the catalogue{}", request.spec,
                                 meant(nearest_name(request.spec, catalogues.names("accelerators")))));
  return {};
}

StatedMeasurements stated_of(const AcceleratorRequest& request) {
  StatedMeasurements out;
  for (const std::string& text : request.products) read_product(text, out);
  for (const std::string& text : request.all_reduces) read_all_reduce(text, out);
  for (const std::string& text : request.steps) read_step(text, out);
  if (request.measurements) read_stated_file(*request.measurements, out);
  return out;
}

void print_learned(const std::string& what, Seconds time, const Learned& learned) {
  const double away = learned.ratio > 1 ? learned.ratio : 1 / learned.ratio;
  fmt::print("  {}: {}, {:.1f} % {} than predicted\n", what, rounded_text({UnitKind::time, time.value}), 100 * (away - 1),
             learned.ratio > 1 ? "slower" : "faster");
  if (learned.refusal)
    fmt::print("    not used for the {}: {}. To identify it, measure {}.\n", learned.refusal->constant, learned.refusal->reason,
               learned.refusal->measure_next);
  else fmt::print("    tells the {}\n", learned.about);
  if (away > surprising) fmt::print("    so far from the data sheet: check units, precision, clocks, and that nothing else ran\n");
}

void learn_all(const StatedMeasurements& stated, const std::vector<AskedOf>& steps, SpecUpdate& known) {
  fmt::print("\nmeasured{}\n", stated.empty() ? ": nothing" : "");
  for (const auto& p : stated.products)
    print_learned(fmt::format("matrix product {} x {} x {}, {}", p.m, p.n, p.k, name_of(p.precision)), p.time, known.learn(p));
  for (const auto& c : stated.all_reduces)
    print_learned(fmt::format("all-reduce of {} over {}", rounded_text({UnitKind::size, c.size.value}), c.members_per_node), c.time, known.learn(c));
  for (std::size_t i = 0; i < steps.size(); ++i)
    print_learned("step of " + steps[i].about, stated.steps[i].time, known.learn_step(steps[i].question, stated.steps[i].time));
}

void print_step(const AskedOf& step, const SpecUpdate& before, const SpecUpdate& after) {
  const StepPrediction was = predict_step(asked_of(before, step.question)), is = predict_step(asked_of(after, step.question));
  const auto text = [](const StepPrediction& p) {
    return fmt::format("{:.4g} s ({})", p.step.value, band_text(p.low / p.step, p.high / p.step));
  };
  const double width = (is.high - is.low) / is.step, width_before = (was.high - was.low) / was.step;
  fmt::print("  {}\n    {} -> {}, band {:.0f} % narrower\n", step.about, text(was), text(is), 100 * (1 - width / width_before));
}

void print_next(const AskedOf& step, const SpecUpdate& known) {
  const StepPrediction now = predict_step(asked_of(known, step.question));
  const auto next = next_measurements(known, step.question);
  fmt::print("\nwhat to measure next, by what it leaves of the band of {} (now {})\n", step.about.substr(0, step.about.find(" (")),
             band_text(now.low / now.step, now.high / now.step));
  for (std::size_t i = 0; i < std::min(next.size(), suggestions); ++i)
    fmt::print("  {}. {}: {}\n", i + 1, next[i].what, band_text(next[i].low, next[i].high));
  if (next.empty()) fmt::print("  nothing of what this command takes narrows it by a hundredth: sweeps for `calibrate kernels` do\n");
}

void write(const AcceleratorRequest& request, const SpecUpdate& known) {
  AcceleratorProfile profile = known.profile();
  profile.made_by = {request.command};
  if (!request.date.empty()) profile.date = request.date;
  if (known.beliefs().learned(known.beliefs().size() - 1))
    profile.efficiencies = {{request.framework, known.software().efficiency, known.software().residual, "a measured step"}};
  if (!request.out) return;
  write_fit(*request.out, profile_text(profile));
  fmt::print("\nprofile of {} written to {}\n", profile.name, *request.out);
}

int calibrate(const AcceleratorRequest& request) {
  const Catalogues catalogues(request.catalogues);
  std::string problems;
  const Accelerator accelerator = accelerator_of(request, catalogues, problems);
  const StatedMeasurements stated = stated_of(request);
  for (const std::string& problem : stated.problems) add_line(problems, problem);
  if (!problems.empty()) throw CalibrationError(CalibrationExit::usage, problems);

  const SpecUpdate before(spec_profile(accelerator, request.adapter.value_or(usual_adapter)), software_of(request.framework, accelerator.name), request.uncertainty);
  const StepContext context{accelerator, before.profile(), before.software(), catalogues};
  std::vector<AskedOf> steps;
  for (const StatedStep& step : stated.steps) {
    std::string problem;
    if (auto asked = ask_step(step, context, problem)) steps.push_back(std::move(*asked));
    else add_line(problems, problem);
  }
  if (!problems.empty()) throw CalibrationError(CalibrationExit::usage, problems);

  fmt::print("{}: {}\n", accelerator.name, family_of(accelerator.vendor).basis);
  if (family_of(accelerator.vendor).vendor.empty())
    fmt::print("  no family is known for vendor \"{}\" (NVIDIA, AMD and Google are): the widest band is taken\n", accelerator.vendor);
  SpecUpdate after = before;
  learn_all(stated, steps, after);
  fmt::print("\n{}", constants_table(before, after));
  fmt::print("\nsteps, 4.2 million tokens each, predicted\n");
  std::optional<AskedOf> last;
  for (const auto& [model, least] : {std::pair{"llama-3-8b", std::int64_t{8}}, {"llama-3-70b", std::int64_t{64}}})
    if (auto step = reference_step(model, least, context)) print_step(*step, before, after), last.emplace(std::move(*step));
  if (last) print_next(*last, after);
  else fmt::print("  none of them fits on this accelerator's {} of memory\n", rounded_text({UnitKind::size, accelerator.memory.value}));
  write(request, after);
  return 0;
}

} // namespace

int calibrate_accelerator_command(const AcceleratorRequest& request) {
  try {
    return calibrate(request);
  } catch (const CalibrationError& error) {
    fmt::print(stderr, "archipelago: {}\n", error.what());
    return error.code;
  }
}

} // namespace archipelago
