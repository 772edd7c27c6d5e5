#include "sim/calibrate/runs/overlay.hpp"

#include "models/calibration/rate_trend.hpp"
#include "models/calibration/run_parameters.hpp"
#include "scenarios/format/quantity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

double four_digits(double value) {
  if (value == 0) return 0;
  const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 3);
  return std::round(value / unit) * unit;
}

std::string time_text(Seconds time) { return measure_text({UnitKind::time, four_digits(time.value)}); }

std::string point_text(const RateEfficiency& point) {
  return fmt::format(R"({{"bandwidth": "{}", "efficiency": {:.4g}}})", rate_text(point.bandwidth), point.efficiency);
}

std::string curve_text(const RateEfficiencies& curve) {
  std::vector<std::string> points;
  for (const RateEfficiency& point : curve) points.push_back(point_text(point));
  return fmt::format("[{}]", fmt::join(points, ", "));
}

std::string comment_of(const RunConstant& constant, const std::vector<MeasuredFigure>& figures) {
  std::vector<std::string> places;
  for (const std::size_t i : constant.lines) {
    const std::string& place = figures[i].place;
    places.push_back(places.empty() ? std::filesystem::path(place).filename().string() : place.substr(place.rfind(':') + 1));
  }
  return fmt::format("// {}: {}{}, from {}\n", name_of(constant), value_of(constant), constant.weak ? " (weak: mostly as expected)" : "", fmt::join(places, ", "));
}

bool holds(const RunFit& fit, ConstantKind kind) {
  const auto is = [kind](const RunConstant& constant) { return constant.kind == kind; };
  return std::any_of(fit.fitted.begin(), fit.fitted.end(), is) || std::any_of(fit.assumed.begin(), fit.assumed.end(), is);
}

} // namespace

std::string name_of(const RunConstant& constant) {
  switch (constant.kind) {
  case ConstantKind::step_efficiency: return "step_efficiency";
  case ConstantKind::sync_overhead: return "sync_overhead";
  case ConstantKind::start_up: return "start_up";
  case ConstantKind::link_efficiency: return "link_efficiency at " + rate_text(constant.rate.value_or(BytesPerSecond(0)));
  }
  return {};
}

std::string value_of(const RunConstant& constant) {
  const bool time = constant.kind == ConstantKind::sync_overhead || constant.kind == ConstantKind::start_up;
  if (!time) return fmt::format("{:.4g} +- {:.2g}", constant.value, constant.deviation);
  return fmt::format("{} +- {}", rounded_text({UnitKind::time, constant.value}), rounded_text({UnitKind::time, constant.deviation}));
}

std::string overlay_text(const RunFit& fit, const std::vector<MeasuredFigure>& figures, const std::string& command) {
  std::string text = "// What a real job reaches of its stated pace; to be extended by its scenarios.\n// " + command + "\n";
  for (const RunConstant& constant : fit.fitted) text += comment_of(constant, figures);
  RateEfficiencies measured;
  for (const RunConstant& constant : fit.fitted)
    if (constant.rate) measured.push_back({*constant.rate, constant.value});
  for (const TrendPoint& trend : with_trend(measured))
    if (!trend.measured) text += fmt::format("// link_efficiency at {}: not measured, the trend goes on to here\n", rate_text(trend.point.bandwidth));
  for (const RunConstant& constant : fit.assumed) text += fmt::format("// {}: {}: not identified, assumed\n", name_of(constant), value_of(constant));
  for (const Refusal& refusal : fit.refusals) text += fmt::format("// not identified: {}: {}\n", refusal.constant, refusal.reason);
  std::vector<std::string> protocol;
  if (holds(fit, ConstantKind::sync_overhead)) protocol.push_back(fmt::format(R"("sync_overhead": "{}")", time_text(fit.constants.sync_overhead)));
  if (holds(fit, ConstantKind::start_up)) protocol.push_back(fmt::format(R"("start_up": "{}")", time_text(fit.constants.start_up)));
  if (holds(fit, ConstantKind::link_efficiency)) protocol.push_back(R"("link_efficiency": )" + curve_text(fit.constants.link_efficiency));
  text += "{\n  \"format\": \"archipelago/1\"";
  if (holds(fit, ConstantKind::step_efficiency)) text += fmt::format(",\n  \"training\": {{\"step_efficiency\": {:.4g}}}", fit.constants.step_efficiency);
  if (!protocol.empty()) text += fmt::format(",\n  \"protocol\": {{\n    {}}}", fmt::join(protocol, ",\n    "));
  return text + "\n}\n";
}

std::vector<std::string> overlay_overrides(const JobConstants& constants) {
  std::vector<std::string> overrides;
  if (constants.step_efficiency != 1) overrides.push_back(fmt::format("training.step_efficiency={:.6g}", constants.step_efficiency));
  if (constants.sync_overhead.value > 0) overrides.push_back("protocol.sync_overhead=" + time_text(constants.sync_overhead));
  if (constants.start_up.value > 0) overrides.push_back("protocol.start_up=" + time_text(constants.start_up));
  if (!constants.link_efficiency.empty()) overrides.push_back("protocol.link_efficiency=" + curve_text(constants.link_efficiency));
  return overrides;
}

} // namespace archipelago
