#include "sim/validate/training/baselines.hpp"

#include "models/workload/flops.hpp"
#include "models/workload/transformer.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

double model_flops(const MeasuredStep& step) {
  Model model;
  model.active_parameters = active_parameters_of(step.shape);
  model.shape = step.shape;
  return training_flops_per_token(model, step.sequence_length).value * step.batch * step.sequence_length;
}

double peak_of(const AskedStep& asked) {
  const Accelerator& part = asked.platform->accelerator;
  switch (asked.measured->precision) {
  case MathPrecision::fp4: return part.peak_fp4.value_or(part.peak_fp8.value_or(part.peak_bf16)).value;
  case MathPrecision::fp8: return part.peak_fp8.value_or(part.peak_bf16).value;
  case MathPrecision::bf16:
  case MathPrecision::tf32: break;
  }
  return part.peak_bf16.value;
}

Seconds at_utilization(const AskedStep& asked, double share) {
  return Seconds(model_flops(*asked.measured) / (asked.measured->devices * peak_of(asked) * share));
}

double distance(const MeasuredStep& a, const MeasuredStep& b) {
  const auto apart = [](double x, double y) { return std::fabs(std::log(x / y)); };
  const auto tokens = [](const MeasuredStep& s) { return s.batch * s.sequence_length / s.devices; };
  return apart(model_flops(a) / (a.batch * a.sequence_length), model_flops(b) / (b.batch * b.sequence_length)) + apart(a.devices, b.devices) +
         apart(a.sequence_length, b.sequence_length) + apart(tokens(a), tokens(b)) + (a.precision == b.precision ? 0 : 1);
}

} // namespace

double utilization(const AskedStep& asked) {
  return model_flops(*asked.measured) / (asked.measured->time.value * asked.measured->devices * peak_of(asked));
}

Seconds constant_mfu(const EfficiencyGroup& group, const AskedStep& asked) {
  std::vector<double> same, all;
  for (const AskedStep& row : group.fitted) {
    all.push_back(utilization(row));
    if (row.measured->precision == asked.measured->precision) same.push_back(all.back());
  }
  return at_utilization(asked, median_of(same.empty() ? all : same));
}

Seconds nearest_row(const EfficiencyGroup& group, const AskedStep& asked) {
  const auto nearest = std::min_element(group.fitted.begin(), group.fitted.end(), [&](const AskedStep& a, const AskedStep& b) {
    return distance(*a.measured, *asked.measured) < distance(*b.measured, *asked.measured);
  });
  return at_utilization(asked, utilization(*nearest));
}

bool is_new(const EfficiencyGroup& group, const AskedStep& asked) {
  const auto in_fitted = [&](auto same) {
    return std::any_of(group.fitted.begin(), group.fitted.end(), [&](const AskedStep& row) { return same(*row.measured); });
  };
  return !in_fitted([&](const MeasuredStep& row) { return row.model == asked.measured->model; }) ||
         !in_fitted([&](const MeasuredStep& row) { return row.devices == asked.measured->devices; });
}

} // namespace archipelago
