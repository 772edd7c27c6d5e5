#include "models/calibration/next_measurement.hpp"

#include "models/workload/step/predict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace archipelago {

namespace {

constexpr double worth_saying = 0.99;         // of the width before

struct Candidate { std::string what; SpecUpdate after; };

// The first of some shapes that was not measured: a repetition would say nothing about other shapes.
void add(std::vector<Candidate>& out, const SpecUpdate& known, MathPrecision precision, const std::vector<std::array<double, 3>>& shapes, const char* aim) {
  const auto is_new = [&](const std::array<double, 3>& shape) {
    return std::none_of(known.products().begin(), known.products().end(), [&](const GemmMeasurement& p) {
      return p.precision == precision && std::array{p.m, p.n, p.k} == shape;
    });
  };
  const auto shape = std::find_if(shapes.begin(), shapes.end(), is_new);
  if (shape == shapes.end()) return;
  GemmMeasurement product{(*shape)[0], (*shape)[1], (*shape)[2], precision, {}};
  product.time = known.profile().gemm_time(product.m, product.n, product.k, product.precision);
  Candidate candidate{fmt::format("a matrix product of {} x {} x {} in {} ({})", product.m, product.n, product.k, name_of(product.precision), aim), known};
  if (!candidate.after.learn(product).refusal) out.push_back(std::move(candidate));
}

void add(std::vector<Candidate>& out, const SpecUpdate& known, double members, Bytes size, const std::string& what) {
  CollectiveMeasurement all_reduce{Collective::all_reduce, 1, members, size, {}, 0, known.profile().in_node_time(Collective::all_reduce, members, size)};
  Candidate candidate{what, known};
  if (!candidate.after.learn(all_reduce).refusal) out.push_back(std::move(candidate));
}

} // namespace

std::vector<NextMeasurement> next_measurements(const SpecUpdate& known, const StepQuestion& step) {
  std::vector<Candidate> candidates;
  add(candidates, known, step.precision, {{8192, 8192, 8192}, {4096, 14336, 4096}, {16384, 4096, 16384}, {8192, 28672, 8192}}, "its rate");
  add(candidates, known, step.precision, {{16, 16384, 16384}, {32, 8192, 28672}}, "memory bandwidth");
  const double members = std::max(step.node_size, 2);
  add(candidates, known, members, Bytes(1 << 30), fmt::format("an all-reduce of 1 GiB over the {} accelerators of a node", members));
  add(candidates, known, members, Bytes(1 << 10), fmt::format("an all-reduce of 1 KiB over the {} accelerators of a node", members));
  candidates.push_back({"a step of a model and layout like this one", known});
  candidates.back().after.learn_step(step, step_time(asked_of(known, step)));
  for (const std::string& part : SpecUpdate::parts_of_steps()) {
    candidates.push_back({fmt::format("a sweep of {} for `calibrate {}`", part, part.starts_with("collectives") ? "collectives" : "kernels"), known});
    candidates.back().after.suppose_measured(part);
  }

  const StepPrediction now = predict_step(asked_of(known, step));
  std::vector<NextMeasurement> out;
  for (const Candidate& candidate : candidates) {
    const StepPrediction then = predict_step(asked_of(candidate.after, step));
    if (then.high - then.low < worth_saying * (now.high - now.low)) out.push_back({candidate.what, then.low / then.step, then.high / then.step});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.high - a.low < b.high - b.low; });
  return out;
}

} // namespace archipelago
