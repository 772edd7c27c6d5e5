// Reading profiles.
#include "scenarios/profiles.hpp"

#include "models/hardware/scaled_profile.hpp"
#include "models/hardware/spec_profile.hpp"
#include "scenarios/catalogue_accelerator.hpp"
#include "scenarios/efficiencies.hpp"
#include "scenarios/profile_object.hpp"
#include "scenarios/profile_values.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

using nlohmann::json;

std::vector<float> logarithms(const ProfileObject& object, std::size_t least, std::size_t most) {
  std::vector<float> out;
  for (const double value : object.flat("thousandths", least, most)) out.push_back(static_cast<float>(value / 1000));
  return out;
}

LogGrid grid_from(const ProfileObject& holder) {
  LogGrid grid;
  if (!holder.has("grid")) return grid;
  const ProfileObject o = holder.object("grid");
  const auto axes = o.flat("axes_log2", 6, 6);
  for (std::size_t i = 0; i < 3; ++i) grid.axes[i] = {axes[2 * i], std::max(axes[2 * i + 1], 1e-3)};
  grid.values = logarithms(o, LogGrid::size, LogGrid::size);
  return grid;
}

GemmModel gemm_from(const ProfileObject& o) {
  return {{o.one_of<MathPrecision>("precision", math_precision_names), Seconds(o.number("start_us", 0, 1e-6)), FlopsPerSecond(o.positive("rate_tflops", 1e12)),
           BytesPerSecond(o.positive("bandwidth_gbytes", 1e9)), o.whole("multiprocessors"), o.number("wave_share", 0)},
          grid_from(o), residual_from(o.object("training_shapes")), residual_from(o.object("all_shapes")), o.text("source")};
}

AttentionTable table_from(const ProfileObject& o) {
  return {{o.positive("head_size"), Seconds(o.number("start_us", 0, 1e-6)), FlopsPerSecond(o.positive("rate_tflops", 1e12)),
           BytesPerSecond(o.positive("bandwidth_gbytes", 1e9))}, grid_from(o)};
}

AttentionModel attention_from(const ProfileObject& o) {
  return {o.one_of<AttentionKernel>("kernel", attention_kernel_names), o.items<AttentionTable>("tables", 1, table_from), o.positive("backward_ratio"),
          residual_from(o.object("forward")), residual_from(o.object("backward")), o.text("source")};
}

LatencyBandwidth line_from(const ProfileObject& o) {
  return {Seconds(o.number("alpha_us", 0, 1e-6)), BytesPerSecond(o.positive("bandwidth_gbytes", 1e9))};
}

CollectiveLines lines_from(const ProfileObject& o) {
  CollectiveLines lines{o.number("members", 2), line_from(o.object("latency_regime")), line_from(o.object("bandwidth_regime")), {},
                        residual_from(o.object("residual"))};
  if (!o.has("correction")) return lines;
  const ProfileObject correction = o.object("correction");
  const auto axis = correction.flat("axis_log2", 2, 2);
  lines.correction = {axis[0], std::max(axis[1], 1e-3), logarithms(correction, 2, LogCurve::most_knots)};
  return lines;
}

CollectiveModel collective_model_from(const ProfileObject& o) {
  return {o.one_of<Collective>("operation", collective_names), o.items<CollectiveLines>("lines", 1, lines_from), o.text("source")};
}

InterNodeModel inter_node_from(const ProfileObject& o) {
  return {Seconds(o.number("alpha_us", 0, 1e-6)), Seconds(o.number("alpha_per_doubling_us", 0, 1e-6)), BytesPerSecond(o.positive("adapter_gbytes", 1e9)),
          o.positive("efficiency"), residual_from(o.object("residual")), o.text("source")};
}

} // namespace

std::optional<AcceleratorProfile> profile_from(const json& document, Findings& findings) {
  const std::size_t before = findings.size();
  const ProfileObject root(document, "", findings);
  AcceleratorProfile profile;
  if (root.text("format") != "archipelago-profile/1") findings.push_back({"/format", "\"archipelago-profile/1\" is expected", "", false});
  profile.name = root.text("name");
  profile.source = root.text("source");
  profile.date = root.text("date");
  profile.made_by = root.texts("made_by");
  profile.gemm = root.items<GemmModel>("gemm", 1, gemm_from);
  profile.attention = root.items<AttentionModel>("attention", 1, attention_from);
  profile.in_node = root.items<CollectiveModel>("in_node", 1, collective_model_from);
  profile.between_nodes = inter_node_from(root.object("between_nodes"));
  const ProfileObject memory = root.object("memory");
  for (std::size_t i = 0; i < profile.memory.size(); ++i) {
    const ProfileObject o = memory.object(std::string(memory_kernel_names[i]).c_str());
    profile.memory[i] = {Seconds(o.number("start_us", 0, 1e-6)), BytesPerSecond(o.positive("bandwidth_gbytes", 1e9)), residual_from(o.object("residual")), o.text("source")};
  }
  const ProfileObject host = root.object("host");
  profile.host = {Seconds(host.number("launch_us", 0, 1e-6)), BytesPerSecond(host.positive("to_device_gbytes", 1e9)),
                  BytesPerSecond(host.positive("from_device_gbytes", 1e9)), host.text("source")};
  if (root.has("efficiencies"))
    profile.efficiencies = root.items<FrameworkEfficiency>("efficiencies", 0, [](const ProfileObject& o) {
      return FrameworkEfficiency{o.text("framework"), o.positive("value"), residual_from(o.object("residual")), o.text("source")};
    });
  return findings.size() == before ? std::optional(profile) : std::nullopt;
}

ProfileFile read_profile(const std::filesystem::path& file) {
  ProfileFile out;
  out.problems = read_document(file, [&](const json& document, Findings& findings) { out.profile = profile_from(document, findings); });
  return out;
}

ProfileFile profile_of(const Accelerator& accelerator, const std::string& base, const Catalogues& catalogues, const std::filesystem::path& folder) {
  const std::string& name = accelerator.profile.empty() ? base : accelerator.profile;
  const auto measured = catalogue_accelerator(catalogues, name);
  const auto file = folder / (name + ".json");
  if (!measured || !std::filesystem::exists(file)) return {spec_profile(accelerator), {}, {}};
  ProfileFile out = read_profile(file);
  out.measured_on = name;
  if (out.profile && !performs_alike(*measured, accelerator)) out.profile = scaled_profile(*out.profile, *measured, accelerator);
  return out;
}

std::vector<std::string> profile_names(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent))
    if (entry.path().extension() == ".json" && entry.path().filename() != efficiencies_file) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

} // namespace archipelago
