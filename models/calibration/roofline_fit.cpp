#include "models/calibration/roofline_fit.hpp"

#include <Eigen/Dense>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace archipelago {

namespace {

constexpr int roofline_rounds = 80;
constexpr double huber_core = 0.02;
constexpr double identified_share = 0.3;      // of a row's time that a term must be for the row to count in full

using Values = std::array<double, 3>;         // start, per work, per byte

Values terms(const RooflineRow& row, const Values& c) {
  const double compute = row.work * c[1], memory = row.bytes * c[2];
  return compute > memory ? Values{1, row.work, 0} : Values{1, 0, row.bytes};
}

double predicted(const RooflineRow& row, const Values& c) { return c[0] + std::max(row.work * c[1], row.bytes * c[2]); }

Values starting_point(const std::vector<RooflineRow>& rows, const RooflineCoefficients& prior) {
  Values c{INFINITY, INFINITY, INFINITY};
  // The fastest row bounds the start from above; the best achieved rates bound the two others.
  for (const RooflineRow& row : rows) {
    c[0] = std::min(c[0], 0.8 * row.seconds);
    if (row.work > 0) c[1] = std::min(c[1], 1.2 * row.seconds / row.work);
    if (row.bytes > 0) c[2] = std::min(c[2], 1.2 * row.seconds / row.bytes);
  }
  const Values fallback{prior.start, prior.seconds_per_work, prior.seconds_per_byte};
  for (std::size_t i = 0; i < 3; ++i)
    if (!std::isfinite(c[i])) c[i] = fallback[i];
  return c;
}

// One reweighted least-squares step over the free coefficients, half of the way, so that regime changes do not oscillate.
Values improved(const std::vector<RooflineRow>& rows, const Values& c, const std::array<bool, 3>& free) {
  Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
  Eigen::Vector3d right = Eigen::Vector3d::Zero();
  for (const RooflineRow& row : rows) {
    const Values x = terms(row, c);
    const double error = std::abs(predicted(row, c) / row.seconds - 1);
    const double weight = 1 / (std::max(error, huber_core) * row.seconds * row.seconds);
    Eigen::Vector3d column = Eigen::Vector3d::Zero();
    double known = 0;
    for (int i = 0; i < 3; ++i) {
      const std::size_t at = static_cast<std::size_t>(i);
      if (free[at]) column[i] = x[at];
      else known += x[at] * c[at];
    }
    normal += weight * column * column.transpose();
    right += weight * column * (row.seconds - known);
  }
  Eigen::Vector3d scale;                      // columns differ by 15 decades
  for (int i = 0; i < 3; ++i) scale[i] = normal(i, i) > 0 ? 1 / std::sqrt(normal(i, i)) : 0;
  Eigen::Matrix3d scaled = scale.asDiagonal() * normal * scale.asDiagonal();
  scaled.diagonal().array() += 1e-9;
  const Eigen::Vector3d step = scale.asDiagonal() * scaled.ldlt().solve(scale.asDiagonal() * right);
  Values next = c;
  for (std::size_t i = 0; i < 3; ++i)
    if (free[i] && scale[static_cast<int>(i)] > 0) next[i] = 0.5 * c[i] + 0.5 * std::max(step[static_cast<int>(i)], 1e-3 * c[i]);
  return next;
}

Values iterate(const std::vector<RooflineRow>& rows, Values c, const std::array<bool, 3>& free) {
  for (int round = 0; round < roofline_rounds; ++round) c = improved(rows, c, free);
  return c;
}

// How many rows' worth of evidence there is for each term; a row counts in full from identified_share of its time on.
Values evidence(const std::vector<RooflineRow>& rows, const Values& c) {
  Values sum{};
  for (const RooflineRow& row : rows) {
    const Values x = terms(row, c);
    for (std::size_t i = 0; i < 3; ++i) sum[i] += std::min(1.0, x[i] * c[i] / (identified_share * row.seconds));
  }
  return sum;
}

} // namespace

double RooflineCoefficients::seconds(double work, double bytes) const {
  return start + std::max(work * seconds_per_work, bytes * seconds_per_byte);
}

RooflineCoefficients fit_roofline_unchecked(const std::vector<RooflineRow>& rows) {
  const Values c = iterate(rows, starting_point(rows, {}), {true, true, true});
  return {c[0], c[1], c[2]};
}

RooflineFit fit_roofline(const std::vector<RooflineRow>& rows, const RooflineCoefficients& prior) {
  static constexpr std::array<const char*, 3> names{"start", "rate", "bandwidth"};
  static constexpr std::array<const char*, 3> seen{"launch time", "arithmetic", "memory traffic"};
  static constexpr std::array<const char*, 3> next{"shapes of a few microseconds", "large square shapes (4096 and above)",
                                                   "shapes with one dimension of 16 to 64"};
  const Values fallback{prior.start, prior.seconds_per_work, prior.seconds_per_byte};
  std::array<bool, 3> free{true, true, true};
  RooflineFit fit;
  Values c = starting_point(rows, prior);
  if (!rows.empty()) c = iterate(rows, c, free);
  const Values speaking = evidence(rows, c);
  const bool has_work = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.work > 0; });
  bool refused = false;
  for (std::size_t i = 0; i < 3; ++i) {
    if (speaking[i] >= rows_to_identify || (i == 1 && !has_work && fallback[1] <= 0)) continue;
    free[i] = false;
    refused = true;
    c[i] = fallback[i];
    fit.refusals.push_back({names[i], fmt::format("{} is seen in {:.1f} of {} measurements; {} are needed", seen[i],
                                                  speaking[i], rows.size(), rows_to_identify), next[i]});
  }
  if (refused && !rows.empty() && (free[0] || free[1] || free[2])) c = iterate(rows, c, free);
  fit.coefficients = {c[0], c[1], c[2]};
  return fit;
}

} // namespace archipelago
