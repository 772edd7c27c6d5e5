#include "models/calibration/collective_fit.hpp"

#include "models/calibration/curve_fit.hpp"
#include "models/calibration/roofline_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace archipelago {

namespace {

using CollectiveRows = std::vector<CollectiveMeasurement>;
constexpr std::size_t rows_for_line = 4, rows_for_correction = 12;
constexpr int regime_folds = 5;
const Residual few_sizes{0.1, 0.85, 1.2, 0, "other accelerators"};   // band of hosts where too few sizes were held back
constexpr double worthwhile = 0.95;           // two lines must bring the error below this share of one line's

struct Point { double bus, seconds; std::uint64_t key = 0; };
using Points = std::vector<Point>;

LatencyBandwidth fit_line(const Points& points) {
  std::vector<RooflineRow> rows;
  for (const Point& point : points) rows.push_back({0, point.bus, point.seconds});
  const RooflineCoefficients line = fit_roofline_unchecked(rows);
  return {Seconds(line.start), BytesPerSecond(1 / line.seconds_per_byte)};
}

double error_of(const CollectiveLines& lines, const Points& points) {
  double sum = 0;
  for (const Point& point : points) sum += std::abs(lines.plain_time(Bytes(point.bus)).value / point.seconds - 1);
  return sum / static_cast<double>(points.size());
}

CollectiveLines fit_regimes(const Points& points, double members, Refusals& refusals) {
  CollectiveLines best;
  best.members = members;
  best.latency_regime = best.bandwidth_regime = fit_line(points);
  double least = worthwhile * error_of(best, points);
  bool two = false;
  for (std::size_t cut = rows_for_line; cut + rows_for_line <= points.size(); ++cut) {
    if (points[cut].bus == points[cut - 1].bus) continue;
    const auto middle = points.begin() + static_cast<std::ptrdiff_t>(cut);
    CollectiveLines lines = best;
    lines.latency_regime = fit_line({points.begin(), middle});
    lines.bandwidth_regime = fit_line({middle, points.end()});
    const bool is_pair = lines.latency_regime.alpha < lines.bandwidth_regime.alpha &&
                         lines.latency_regime.bandwidth < lines.bandwidth_regime.bandwidth;
    if (const double error = error_of(lines, points); is_pair && error < least) best = lines, least = error, two = true;
  }
  if (!two)
    refusals.push_back({fmt::format("second regime at {} members", members),
                        fmt::format("{} measurements; two lines are not distinguishable from one", points.size()),
                        "sizes from 512 B to 512 MiB in steps of two"});
  return best;
}

// What lines leave unexplained of the points they were fitted to.
struct Unexplained {
  std::vector<CurveRow> rows;
  std::vector<std::uint64_t> keys;
};

Unexplained unexplained(const CollectiveLines& lines, const Points& points) {
  Unexplained out;
  for (const Point& point : points) {
    out.rows.push_back({std::log2(point.bus), std::log(point.seconds / lines.plain_time(Bytes(point.bus)).value)});
    out.keys.push_back(point.key);
  }
  return out;
}

// Of all member counts together: one has too few sizes to say how stiff its correction should be.
double best_stiffness(const std::vector<Unexplained>& parts, std::uint64_t seed) {
  double best = curve_stiffnesses.back(), least = INFINITY;
  for (const double stiffness : curve_stiffnesses) {
    double error = 0;
    for (const Unexplained& part : parts)
      for (int fold = 0; fold < regime_folds; ++fold) {
        std::vector<CurveRow> inside, outside;
        for (std::size_t i = 0; i < part.rows.size(); ++i) (fold_of(part.keys[i], seed, regime_folds) == fold ? outside : inside).push_back(part.rows[i]);
        if (inside.empty()) continue;
        const LogCurve curve = fit_curve(inside, stiffness);
        for (const CurveRow& row : outside) error += std::abs(std::expm1(curve.at(row.log2_size) - row.log_ratio));
      }
    if (error < least) least = error, best = stiffness;
  }
  return best;
}

std::uint64_t bus_key(const CollectiveMeasurement& row) {
  return measurement_key({static_cast<double>(row.operation), row.nodes, row.members_per_node, row.size.value, row.series});
}

Point point_of(const CollectiveMeasurement& row) {
  return {bus_bytes(row.operation, row.members_per_node, row.size).value, row.time.value, bus_key(row)};
}

} // namespace

CollectiveFit fit_collective(const std::vector<CollectiveMeasurement>& rows, Collective operation, HoldBack hold_back) {
  CollectiveFit fit;
  fit.model.operation = operation;
  std::map<double, CollectiveRows> by_members;
  for (const auto& row : rows) by_members[row.members_per_node].push_back(row);
  struct Part { Points fitted; CollectiveRows held; };
  std::vector<Part> parts;                    // of fit.model.lines
  std::vector<Unexplained> left;
  for (const auto& [members, all] : by_members) {
    const auto [fitted, held] = split(all, hold_back, bus_key);
    if (fitted.size() < rows_for_line) {
      fit.refusals.push_back({fmt::format("{} members", members), fmt::format("{} measurements; {} are needed", fitted.size(), rows_for_line),
                              "at least 12 sizes from 512 B to 512 MiB"});
      continue;
    }
    Points points;
    for (const auto& row : fitted) points.push_back(point_of(row));
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.bus < b.bus; });
    fit.model.lines.push_back(fit_regimes(points, members, fit.refusals));
    if (points.size() >= rows_for_correction) left.push_back(unexplained(fit.model.lines.back(), points));
    parts.push_back({std::move(points), held});
  }
  const double stiffness = best_stiffness(left, hold_back.seed);
  std::vector<Predicted> plain;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CollectiveLines& lines = fit.model.lines[i];
    if (parts[i].fitted.size() >= rows_for_correction) lines.correction = fit_curve(unexplained(lines, parts[i].fitted).rows, stiffness);
    const LatencyBandwidth one = fit_line(parts[i].fitted);
    std::vector<Predicted> errors;
    for (const auto& row : parts[i].held) {
      const Bytes bus(point_of(row).bus);
      errors.push_back({lines.time(bus), row.time, row.size.value});
      plain.push_back({one.time(bus), row.time, row.size.value});
    }
    lines.residual = residual_of(errors, basis_text(hold_back), few_sizes);
    fit.held_back.insert(fit.held_back.end(), errors.begin(), errors.end());
  }
  fit.one_line = mean_absolute_error(plain);
  fit.residual = residual_of(fit.held_back, basis_text(hold_back));
  return fit;
}

} // namespace archipelago
