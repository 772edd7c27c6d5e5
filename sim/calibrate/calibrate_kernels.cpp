#include "models/calibration/attention_fit.hpp"
#include "models/calibration/gemm_fit.hpp"
#include "models/calibration/memory_fit.hpp"
#include "models/hardware/spec_profile.hpp"
#include "sim/calibrate/plots.hpp"
#include "sim/calibrate/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

std::string share_of(double value, double sheet) { return sheet > 0 ? fmt::format(" ({:.0f} % of the data sheet)", 100 * value / sheet) : ""; }

double sheet_rate(const Accelerator& accelerator, MathPrecision precision) {
  switch (precision) {
  case MathPrecision::tf32: return accelerator.peak_bf16.value / 2;
  case MathPrecision::bf16: return accelerator.peak_bf16.value;
  case MathPrecision::fp8: return accelerator.peak_fp8.value_or(FlopsPerSecond(0)).value;
  case MathPrecision::fp4: return accelerator.peak_fp4.value_or(FlopsPerSecond(0)).value;
  }
  return 0;
}

void print_plots(const CalibrateRequest& request, const std::vector<Predicted>& rows, const std::string& unit) {
  if (request.plots && !rows.empty()) fmt::print("{}{}", error_histogram(rows), errors_by_size(rows, unit));
}

GemmModel& gemm_slot(AcceleratorProfile& profile, MathPrecision precision) {
  for (GemmModel& model : profile.gemm) if (model.constants.precision == precision) return model;
  GemmModel model = profile.gemm_at(precision);
  model.constants.precision = precision;
  return profile.gemm.emplace_back(model);
}

// tf32 without measurements is held at half of the bf16 rate, by which its peak differs.
void derive_tf32(AcceleratorProfile& profile) {
  GemmModel& tf32 = gemm_slot(profile, MathPrecision::tf32);
  const GemmModel& bf16 = gemm_slot(profile, MathPrecision::bf16);
  if (tf32.all.samples > 0 || bf16.all.samples == 0) return;
  tf32.constants = bf16.constants;
  tf32.constants.precision = MathPrecision::tf32;
  tf32.constants.rate = bf16.constants.rate / 2;
  tf32.source = "half of the measured bf16 rate";
}

// The best kernel of several bounds from below what a framework's choice takes.
void keep_upper_edge(GemmModel& model, const GemmModel& prior) {
  for (const auto& [residual, before] : {std::pair{&model.training, &prior.training}, {&model.all, &prior.all}}) {
    residual->high = std::max(residual->high, before->high);
    residual->basis += "; best kernel of several for each shape, upper edge of the band as from the data sheet";
  }
}

void fit_matrix_products(const CalibrateRequest& request, CalibrationSession& session) {
  std::map<MathPrecision, std::vector<GemmMeasurement>> by_precision;
  for (const auto& row : session.measurements.gemm) by_precision[row.precision].push_back(row);
  for (const auto& [precision, rows] : by_precision) {
    GemmModel& slot = gemm_slot(session.profile, precision);
    GemmFit fit = fit_gemm(rows, slot, request.hold_back);
    fit.model.source = source_of(request, session, "matrix products");
    if (request.best_kernels) keep_upper_edge(fit.model, slot);
    const GemmConstants& c = fit.model.constants;
    fmt::print("\nmatrix products, {}\n", name_of(precision));
    fmt::print("  start {:.2f} us, rate {:.1f} TFLOP/s{}, bandwidth {:.2f} TB/s{}, wave share {:.2f}\n", c.start.value * 1e6, c.rate.value / 1e12,
               share_of(c.rate.value, sheet_rate(session.accelerator, precision)), c.bandwidth.value / 1e12,
               share_of(c.bandwidth.value, session.accelerator.memory_bandwidth.value), c.wave_share);
    fmt::print("  mean error, {}:\n    training shapes (m, n, k >= 1024) {}\n    all shapes {}\n", basis_text(request.hold_back),
               residual_text(fit.model.training), residual_text(fit.model.all));
    if (!fit.held_back.empty())
      fmt::print("    constants without the table {:.1f} %, cross-validation on the fitted share {:.1f} %\n", 100 * fit.constants_only, 100 * fit.cross_validated);
    print_refusals(fmt::format("{} matrix products", name_of(precision)), fit.refusals);
    print_plots(request, fit.held_back, "FLOP");
    slot = std::move(fit.model);
  }
  if (!by_precision.empty()) derive_tf32(session.profile);
}

// Kernels that also train come before those of inference libraries, newer ones first.
int rank(const AttentionModel& model) {
  switch (model.kernel) {
  case AttentionKernel::flash3: return 0;
  case AttentionKernel::cudnn: return 1;
  case AttentionKernel::flash2: return 2;
  case AttentionKernel::vendor: return 3;
  }
  return 4;
}

void fit_attention_kernels(const CalibrateRequest& request, CalibrationSession& session) {
  std::map<AttentionKernel, std::vector<AttentionMeasurement>> rows_of;
  for (const auto& row : session.measurements.attention) rows_of[row.kernel].push_back(row);
  // The best measured kernel first: what the others cannot identify comes from it rather than from the data sheet.
  std::vector<std::pair<AttentionKernel, std::vector<AttentionMeasurement>>> by_kernel(rows_of.begin(), rows_of.end());
  std::stable_sort(by_kernel.begin(), by_kernel.end(), [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  auto& models = session.profile.attention;
  const AttentionModel sheet = spec_profile(session.accelerator).attention.front();   // what measured kernels replace
  for (const auto& [kernel, rows] : by_kernel) {
    AttentionModel prior = session.profile.attention_by(kernel);
    if (prior.kernel != kernel) {             // constants may be lent, but not what another kernel's errors were
      prior.kernel = kernel;
      prior.forward = sheet.forward;
      prior.backward = sheet.backward;
      prior.backward_ratio = sheet.backward_ratio;
    }
    AttentionFit fit = fit_attention(rows, prior, request.hold_back);
    if (fit.model.tables.size() == prior.tables.size() && fit.held_back.empty() && !fit.refusals.empty()) {
      print_refusals(fmt::format("{} attention", name_of(kernel)), fit.refusals);
      continue;
    }
    fit.model.source = source_of(request, session, "attention");
    fmt::print("\nattention, {}\n", name_of(kernel));
    for (const auto& table : fit.model.tables)
      fmt::print("  head size {}: start {:.1f} us, rate {:.0f} TFLOP/s{}\n", table.constants.head_size, table.constants.start.value * 1e6,
                 table.constants.rate.value / 1e12, share_of(table.constants.rate.value, session.accelerator.peak_bf16.value));
    fmt::print("  mean error, {}: {}; constants without the tables {:.1f} %\n  backward takes {:.2f} times as long\n", basis_text(request.hold_back),
               residual_text(fit.model.forward), 100 * fit.constants_only, fit.model.backward_ratio);
    print_refusals(fmt::format("{} attention", name_of(kernel)), fit.refusals);
    print_plots(request, fit.held_back, "FLOP");
    std::erase_if(models, [&, fitted = kernel](const AttentionModel& model) { return model.kernel == fitted || model.source == sheet.source; });
    models.push_back(std::move(fit.model));
  }
  std::stable_sort(models.begin(), models.end(), [](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

void fit_memory_kernels(const CalibrateRequest& request, CalibrationSession& session) {
  std::map<MemoryKernel, std::vector<MemoryMeasurement>> by_kind;
  for (const auto& row : session.measurements.memory) by_kind[row.kind].push_back(row);
  for (const auto& [kind, rows] : by_kind) {
    MemoryKernelModel& slot = session.profile.memory[static_cast<std::size_t>(kind)];
    MemoryFit fit = fit_memory(rows, slot, request.hold_back);
    fit.model.source = source_of(request, session, kind == MemoryKernel::norm_forward || kind == MemoryKernel::norm_backward ? "norms" : "layer operations");
    fmt::print("\n{}: start {:.1f} us, effective bandwidth {:.2f} TB/s{}; mean error {}\n", name_of(kind), fit.model.start.value * 1e6,
               fit.model.bandwidth.value / 1e12, share_of(fit.model.bandwidth.value, session.accelerator.memory_bandwidth.value),
               residual_text(fit.model.residual));
    print_refusals(std::string(name_of(kind)), fit.refusals);
    slot = std::move(fit.model);
  }
}

} // namespace

int calibrate_kernels_command(const CalibrateRequest& request) {
  return calibrate_in_session(request, [&](CalibrationSession& session) {
    const Measurements& rows = session.measurements;
    if (rows.gemm.empty() && rows.attention.empty() && rows.memory.empty())
      throw CalibrationError(CalibrationExit::not_possible, fmt::format("the files hold no kernel of {}", request.device));
    fit_matrix_products(request, session);
    fit_attention_kernels(request, session);
    fit_memory_kernels(request, session);
  });
}

} // namespace archipelago
