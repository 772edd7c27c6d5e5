#include "gui/data/course_chart.hpp"

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

namespace {

constexpr int ticks = 5;

std::string percent(double share) { return QString::number(100 * share, 'f', 0).toStdString() + " %"; }

// The nearest of 1, 2 and 5 times a power of ten, by ratio.
double round_value(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value))), digit = value / power;
  return power * (digit < std::sqrt(2.0) ? 1 : digit < std::sqrt(10.0) ? 2 : digit < std::sqrt(50.0) ? 5 : 10);
}

// Evenly over the axis; round where the axis is one of ratios and its unit a decimal one.
std::vector<double> tick_values(const Knob& knob) {
  std::vector<double> values;
  const bool rounds = knob.allowed.empty() && knob.by_ratio && knob.least > 0 && knob.unit != UnitKind::time;
  for (int i = 0; i < ticks; ++i) {
    const double value = knob.at(static_cast<double>(i) / (ticks - 1));
    values.push_back(rounds ? std::clamp(round_value(value), knob.least, knob.most) : value);
  }
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

} // namespace

Chart course_chart(const Knob& knob, const std::vector<CoursePoint>& course, double now, double goodput_now) {
  Chart chart;
  chart.title = "goodput by the closed form";
  chart.x.title = knob.name.toStdString();
  chart.y.title = "goodput";
  chart.x.least = 0;
  chart.x.most = 1;
  for (const double value : tick_values(knob)) chart.x.ticks.push_back({knob.place(value), knob.text(value).toStdString()});
  Curve curve{"goodput", {}, {}, {}, Hue::blue, false};
  double least = goodput_now, most = goodput_now;
  std::vector<CoursePoint> whole = course;    // the present value is a point of it, wherever the others lie
  const auto after = std::find_if(whole.begin(), whole.end(), [now](const CoursePoint& point) { return point.value >= now; });
  if (after == whole.end() || after->value != now) whole.insert(after, {now, goodput_now});
  for (const CoursePoint& point : whole) {
    curve.points.push_back({knob.place(point.value), point.goodput});
    least = std::min(least, point.goodput);
    most = std::max(most, point.goodput);
  }
  chart.curves.push_back(std::move(curve));
  const double step = most - least > 0.3 ? 0.2 : most - least > 0.1 ? 0.05 : 0.02;
  chart.y.least = std::max(0.0, std::floor(least / step) * step - step / 4);
  chart.y.most = std::min(1.0, std::ceil(most / step) * step) + step / 3;
  for (double tick = std::ceil(chart.y.least / step) * step; tick <= chart.y.most + 1e-9; tick += step) chart.y.ticks.push_back({tick, percent(tick)});
  const double place = knob.place(now);
  chart.read_off.push_back({{place, goodput_now}, knob.text(now).toStdString() + ": " + QString::number(100 * goodput_now, 'f', 1).toStdString() + " %", Hue::vermillion, true, place > 0.6});
  return chart;
}

} // namespace archipelago::gui
