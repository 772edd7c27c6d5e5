#include "models/calibration/inter_node_fit.hpp"

#include "models/calibration/roofline_fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

constexpr std::size_t rows_for_alpha = 6;

std::uint64_t inter_node_key(const CollectiveMeasurement& row) {
  return measurement_key({static_cast<double>(row.operation), row.nodes, row.members_per_node, row.size.value, row.series});
}

// Bytes over the adapter's rate: what the transfer would take at full efficiency.
double ideal_seconds(const CollectiveMeasurement& row) {
  return (adapter_bytes(row.operation, row.nodes, row.members_per_node, row.size) / row.adapter).value;
}

RooflineCoefficients fit_line(const std::vector<CollectiveMeasurement>& rows) {
  std::vector<RooflineRow> line;
  for (const auto& row : rows) line.push_back({0, ideal_seconds(row), row.time.value});
  return fit_roofline_unchecked(line);
}

} // namespace

InterNodeFit fit_inter_node(const std::vector<CollectiveMeasurement>& rows, const InterNodeModel& prior, HoldBack hold_back) {
  InterNodeFit fit{prior, {}, {}};
  std::vector<CollectiveMeasurement> usable;
  for (const auto& row : rows) if (row.nodes > 1 && row.adapter.value > 0) usable.push_back(row);
  const auto [fitted, held] = split(usable, hold_back, inter_node_key);
  if (fitted.size() < rows_for_alpha) {
    fit.refusals.push_back({"between nodes", "fewer than 6 measurements with a stated adapter rate",
                            "all-reduce over 2 and 4 nodes from 1 MiB to 4 GiB, with the adapters' rate"});
    return fit;
  }
  std::map<double, std::vector<CollectiveMeasurement>> by_nodes;
  for (const auto& row : fitted) by_nodes[row.nodes].push_back(row);

  const RooflineCoefficients line = fit_line(fitted);
  fit.model.efficiency = 1 / line.seconds_per_byte;
  double log_mean = 0;
  for (const auto& row : fitted) log_mean += std::log2(row.nodes) / static_cast<double>(fitted.size());
  std::erase_if(by_nodes, [](const auto& entry) { return entry.second.size() < rows_for_alpha; });
  if (by_nodes.size() < 2) {
    // One node count fixes the sum of the two terms; they keep the prior's proportion.
    const double scale = line.start / (prior.alpha.value + prior.alpha_per_doubling.value * log_mean);
    fit.model.alpha = prior.alpha * scale;
    fit.model.alpha_per_doubling = prior.alpha_per_doubling * scale;
    fit.refusals.push_back({"growth with nodes", "fewer than two node counts with 6 measurements each", "the same sizes over twice as many nodes"});
  } else {
    const auto& [few, few_rows] = *by_nodes.begin();
    const auto& [many, many_rows] = *by_nodes.rbegin();
    const double low = fit_line(few_rows).start, high = fit_line(many_rows).start;
    fit.model.alpha_per_doubling = Seconds(std::max(0.0, (high - low) / std::log2(many / few)));
    fit.model.alpha = Seconds(std::max(0.0, low - fit.model.alpha_per_doubling.value * std::log2(few)));
  }
  for (const auto& row : held)
    fit.held_back.push_back({fit.model.time(row.operation, row.nodes, row.members_per_node, row.size, row.adapter), row.time, row.size.value});
  fit.model.residual = residual_of(fit.held_back, basis_text(hold_back), prior.residual);
  return fit;
}

} // namespace archipelago
