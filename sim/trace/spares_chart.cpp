// The answer as a chart: share of the time over spares, on a scale that gives every nine the same height.
#include "sim/trace/spares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double most_nines = 3;
double nines(double share) { return std::min(most_nines, -std::log10(std::max(1e-9, 1 - share))); }

std::vector<Tick> share_ticks() {
  std::vector<Tick> ticks;
  for (const char* label : {"0", "50", "80", "90", "95", "98", "99", "99.9"}) ticks.push_back({nines(std::stod(label) / 100), std::string(label) + " %"});
  return ticks;
}

// From a round number below which hardly any time is, to some room for words at the right.
ChartAxis spares_axis(std::uint32_t low, std::uint32_t high) {
  const double most = 1.2 * high + 1, least_shown = low > 0.3 * high ? low : 0;
  double step = std::pow(10, std::floor(std::log10(std::max(1.0, (most - least_shown) / 4))));
  for (const double factor : {2.0, 2.5, 2.0})
    if ((most - least_shown) / step > 8) step *= factor;
  step = std::max(1.0, std::round(step));
  ChartAxis axis{"spare nodes", std::floor(least_shown / step) * step, most, {}};
  for (double at = axis.least; at <= most; at += step) axis.ticks.push_back({at, fmt::format("{:.0f}", at)});
  return axis;
}

// Steps: with S spares the share holds from S on.
void add_step(std::vector<Point>& points, double x, double y) {
  if (!points.empty()) points.push_back({x, points.back().y});
  points.push_back({x, y});
}

} // namespace

Chart spares_chart(const SpareReport& report) {
  const SpareStudy& study = report.together;
  std::uint32_t most = 1;
  while (most < study.most_down() && study.coverage(most) < 0.999) ++most;
  for (const double share : report.question.shares) most = std::max(most, study.answer(share).spares + 1);
  Chart chart;
  chart.title = fmt::format("How many spares do {} nodes need?", report.question.nodes);
  std::uint32_t low = 0;
  while (study.coverage(low) < 0.02 && low < most) ++low;
  chart.x = spares_axis(low, most);
  chart.y = {"share of the time with all places filled", 0, most_nines, share_ticks()};
  Curve law{fmt::format("{} histories, band: 8 of 10", study.histories()), {}, {}, {}, Hue::blue, false}, plain{"memoryless nodes", {}, {}, {}, Hue::orange, true};
  for (auto spares = static_cast<std::uint32_t>(chart.x.least); spares <= chart.x.most; ++spares) {
    const Interval range = study.coverage_of_histories(spares);
    add_step(law.points, spares, nines(study.coverage(spares)));
    add_step(law.low, spares, nines(range.low));
    add_step(law.high, spares, nines(range.high));
    add_step(plain.points, spares, nines(study.memoryless_coverage(spares)));
  }
  chart.curves = {law, plain};
  if (report.as_observed) {
    Curve observed{"as observed", {}, {}, {}, Hue::green, false};
    for (auto spares = static_cast<std::uint32_t>(chart.x.least); spares <= chart.x.most; ++spares) add_step(observed.points, spares, nines(report.as_observed->coverage(spares)));
    chart.curves.push_back(std::move(observed));
  }
  for (const double share : report.question.shares) {
    const SpareAnswer answer = study.answer(share);
    chart.read_off.push_back({{static_cast<double>(answer.spares), nines(share)}, fmt::format("{} for {:.4g} %", answer.spares, 100 * share), Hue::blue, true, false});
    if (answer.memoryless < answer.spares)
      chart.read_off.push_back({{static_cast<double>(answer.memoryless), nines(share)}, fmt::format("{}", answer.memoryless), Hue::orange, false, true});
  }
  chart.note = fmt::format("{}, seeds {} to {}; on average {:.2f} % of the nodes are in repair", shortened(report.name, 24, {}), report.question.first_seed,
                           report.question.first_seed + report.question.seeds - 1, 100 * study.mean_down() / report.question.nodes);
  return chart;
}

} // namespace archipelago
