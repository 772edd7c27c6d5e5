// Writing profiles.
#include "scenarios/profile_values.hpp"
#include "scenarios/profiles.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace archipelago {

namespace {

using nlohmann::json;

json thousandths(const std::vector<float>& values) {
  json rows = json::array();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % 8 == 0) rows.push_back(json::array());
    rows.back().push_back(std::lround(1000 * static_cast<double>(values[i])));
  }
  return rows;
}

json document_of(const LogGrid& grid) {
  json axes = json::array();
  for (const auto& axis : grid.axes) axes.push_back({axis.first, axis.step});
  return {{"axes_log2", axes}, {"thousandths", thousandths(grid.values)}};
}

json document_of(const GemmModel& model) {
  const GemmConstants& c = model.constants;
  json out{{"precision", name_of(c.precision)}, {"start_us", rounded(c.start.value * 1e6)}, {"rate_tflops", rounded(c.rate.value / 1e12)},
           {"bandwidth_gbytes", rounded(c.bandwidth.value / 1e9)}, {"multiprocessors", c.multiprocessors}, {"wave_share", c.wave_share},
           {"training_shapes", residual_document(model.training)}, {"all_shapes", residual_document(model.all)}, {"source", model.source}};
  if (!model.grid.values.empty()) out["grid"] = document_of(model.grid);
  return out;
}

json document_of(const AttentionModel& model) {
  json tables = json::array();
  for (const auto& [c, grid] : model.tables) {
    tables.push_back({{"head_size", c.head_size}, {"start_us", rounded(c.start.value * 1e6)}, {"rate_tflops", rounded(c.rate.value / 1e12)},
                      {"bandwidth_gbytes", rounded(c.bandwidth.value / 1e9)}});
    if (!grid.values.empty()) tables.back()["grid"] = document_of(grid);
  }
  return {{"kernel", name_of(model.kernel)}, {"tables", tables}, {"backward_ratio", rounded(model.backward_ratio)},
          {"forward", residual_document(model.forward)}, {"backward", residual_document(model.backward)}, {"source", model.source}};
}

json document_of(const LatencyBandwidth& line) {
  return {{"alpha_us", rounded(line.alpha.value * 1e6)}, {"bandwidth_gbytes", rounded(line.bandwidth.value / 1e9)}};
}

json document_of(const CollectiveModel& model) {
  json lines = json::array();
  for (const auto& line : model.lines) {
    lines.push_back({{"members", line.members}, {"latency_regime", document_of(line.latency_regime)},
                     {"bandwidth_regime", document_of(line.bandwidth_regime)}, {"residual", residual_document(line.residual)}});
    if (!line.correction.values.empty())
      lines.back()["correction"] = {{"axis_log2", {line.correction.first, line.correction.step}}, {"thousandths", thousandths(line.correction.values)}};
  }
  return {{"operation", name_of(model.operation)}, {"lines", lines}, {"source", model.source}};
}

json document_of(const InterNodeModel& model) {
  return {{"alpha_us", rounded(model.alpha.value * 1e6)}, {"alpha_per_doubling_us", rounded(model.alpha_per_doubling.value * 1e6)},
          {"adapter_gbytes", rounded(model.adapter.value / 1e9)}, {"efficiency", rounded(model.efficiency)},
          {"residual", residual_document(model.residual)}, {"source", model.source}};
}

} // namespace

json profile_document(const AcceleratorProfile& profile) {
  json out{{"format", "archipelago-profile/1"}, {"name", profile.name}, {"source", profile.source}, {"date", profile.date},
           {"made_by", profile.made_by}, {"between_nodes", document_of(profile.between_nodes)}};
  for (const char* list : {"gemm", "attention", "in_node"}) out[list] = json::array();
  for (const auto& model : profile.gemm) out["gemm"].push_back(document_of(model));
  for (const auto& model : profile.attention) out["attention"].push_back(document_of(model));
  for (const auto& model : profile.in_node) out["in_node"].push_back(document_of(model));
  for (std::size_t i = 0; i < profile.memory.size(); ++i) {
    const MemoryKernelModel& model = profile.memory[i];
    out["memory"][std::string(memory_kernel_names[i])] = {
        {"start_us", rounded(model.start.value * 1e6)}, {"bandwidth_gbytes", rounded(model.bandwidth.value / 1e9)},
        {"residual", residual_document(model.residual)}, {"source", model.source}};
  }
  out["host"] = {{"launch_us", rounded(profile.host.launch.value * 1e6)}, {"to_device_gbytes", rounded(profile.host.to_device.value / 1e9)},
                 {"from_device_gbytes", rounded(profile.host.from_device.value / 1e9)}, {"source", profile.host.source}};
  for (const FrameworkEfficiency& efficiency : profile.efficiencies)
    out["efficiencies"].push_back({{"framework", efficiency.framework}, {"value", rounded(efficiency.value)}, {"residual", residual_document(efficiency.residual)},
                                   {"source", efficiency.source}});
  return out;
}

std::string profile_text(const AcceleratorProfile& profile) { return laid_out(profile_document(profile)); }

} // namespace archipelago
