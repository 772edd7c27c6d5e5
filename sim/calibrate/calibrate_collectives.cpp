#include "models/calibration/collective_fit.hpp"
#include "models/calibration/inter_node_fit.hpp"
#include "models/statistics/quantile.hpp"
#include "sim/calibrate/plots.hpp"
#include "sim/calibrate/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace archipelago {

namespace {

void fit_in_node(const CalibrateRequest& request, CalibrationSession& session) {
  std::map<Collective, std::vector<CollectiveMeasurement>> by_operation;
  for (const auto& row : session.measurements.collectives)
    if (row.nodes == 1) by_operation[row.operation].push_back(row);
  for (const auto& [operation, rows] : by_operation) {
    CollectiveFit fit = fit_collective(rows, operation, request.hold_back);
    fit.model.source = source_of(request, session, "");
    fmt::print("\n{} inside a node\n", name_of(operation));
    for (const auto& line : fit.model.lines)
      fmt::print("  {:>2} members: {:.1f} us + x / {:.0f} GB/s, or {:.1f} us + x / {:.0f} GB/s; mean error {}\n", line.members,
                 line.latency_regime.alpha.value * 1e6, line.latency_regime.bandwidth.value / 1e9, line.bandwidth_regime.alpha.value * 1e6,
                 line.bandwidth_regime.bandwidth.value / 1e9, residual_text(line.residual));
    fmt::print("  all member counts, {}: {}; one line without correction {:.1f} %\n", basis_text(request.hold_back), residual_text(fit.residual),
               100 * fit.one_line);
    print_refusals(std::string(name_of(operation)), fit.refusals);
    if (request.plots && !fit.held_back.empty()) fmt::print("{}{}", error_histogram(fit.held_back), errors_by_size(fit.held_back, "bytes"));
    if (fit.model.lines.empty()) continue;
    auto& models = session.profile.in_node;
    std::erase_if(models, [&, which = operation](const CollectiveModel& model) { return model.operation == which; });
    models.push_back(std::move(fit.model));
  }
}

void fit_between_nodes(const CalibrateRequest& request, CalibrationSession& session) {
  const auto& rows = session.measurements.collectives;
  if (std::none_of(rows.begin(), rows.end(), [](const auto& row) { return row.nodes > 1; })) return;
  InterNodeFit fit = fit_inter_node(rows, session.profile.between_nodes, request.hold_back);
  fmt::print("\nbetween nodes: {:.0f} us + {:.0f} us per doubling, {:.2f} of the adapter's rate; mean error {}\n", fit.model.alpha.value * 1e6,
             fit.model.alpha_per_doubling.value * 1e6, fit.model.efficiency, residual_text(fit.model.residual));
  print_refusals("collectives between nodes", fit.refusals);
  if (fit.model.residual.samples > 0) fit.model.source = source_of(request, session, "collectives between nodes");
  session.profile.between_nodes = std::move(fit.model);
}

void fit_host(const CalibrateRequest& request, CalibrationSession& session) {
  std::vector<double> to, from;
  for (const auto& row : session.measurements.host) (row.to_device ? to : from).push_back(row.rate.value);
  if (to.empty() || from.empty()) return;
  session.profile.host.to_device = BytesPerSecond(quantile(to, 0.5));
  session.profile.host.from_device = BytesPerSecond(quantile(from, 0.5));
  session.profile.host.source = source_of(request, session, "node benchmarks");
  fmt::print("\nhost copies: {:.1f} GB/s to the accelerator, {:.1f} GB/s from it (medians of {} and {})\n", session.profile.host.to_device.value / 1e9,
             session.profile.host.from_device.value / 1e9, to.size(), from.size());
}

} // namespace

int calibrate_collectives_command(const CalibrateRequest& request) {
  return calibrate_in_session(request, [&](CalibrationSession& session) {
    if (session.measurements.collectives.empty() && session.measurements.host.empty())
      throw CalibrationError(CalibrationExit::not_possible, fmt::format("the files hold no collective of {}", request.device));
    fit_in_node(request, session);
    fit_between_nodes(request, session);
    fit_host(request, session);
  });
}

} // namespace archipelago
