#include "reports/study_report.hpp"

#include "models/statistics/quantile.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace archipelago {

namespace {

std::vector<double> samples_of(const SeedValues& values) {
  std::vector<double> samples;
  for (const auto& [seed, value] : values) samples.push_back(value);
  return samples;
}

} // namespace

std::optional<FigureReading> mean_reading(const std::vector<double>& samples) {
  if (samples.empty()) return std::nullopt;
  const Estimate estimate = student_estimate(samples);
  FigureReading reading{estimate.mean, std::nullopt, static_cast<int>(estimate.n)};
  if (estimate.interval) reading.interval = {estimate.interval->low, estimate.interval->high};
  return reading;
}

const SeedValues& MeasuredPoint::of(const std::string& figure) const {
  static const SeedValues none;
  const auto found = figures.find(figure);
  return found == figures.end() ? none : found->second;
}

std::optional<FigureReading> reading_of(const SeedValues& values) { return mean_reading(samples_of(values)); }

std::vector<double> paired(const SeedValues& one, const SeedValues& other) {
  std::vector<double> differences;
  for (const auto& [seed, value] : one)
    if (const auto match = other.find(seed); match != other.end()) differences.push_back(value - match->second);
  return differences;
}

std::vector<RankedPoint> ranked(const MeasuredStudy& study) {
  std::vector<RankedPoint> points;
  for (const MeasuredPoint& point : study.points) {
    points.push_back({&point, reading_of(point.of(study.goal)), std::nullopt, false});
  }
  std::stable_sort(points.begin(), points.end(), [&](const RankedPoint& a, const RankedPoint& b) {
    if (!a.goal || !b.goal) return a.goal.has_value() > b.goal.has_value();
    return study.largest ? a.goal->value > b.goal->value : a.goal->value < b.goal->value;
  });
  if (points.empty() || !points.front().goal) return points;
  const SeedValues& best = points.front().point->of(study.goal);
  for (std::size_t i = 1; i < points.size() && points[i].goal; ++i) {
    const auto differences = paired(points[i].point->of(study.goal), best);
    if (differences.empty()) continue;
    points[i].to_best = mean_reading(differences);
    const auto& interval = points[i].to_best->interval;
    points[i].tied = interval ? interval->first <= 0 && interval->second >= 0 : points[i].to_best->value == 0;
  }
  return points;
}

std::string study_sentences(const MeasuredStudy& study, const std::vector<RankedPoint>& points) {
  std::vector<std::string> lines;
  std::vector<std::size_t> tied, failed;
  int n = 0;
  for (const RankedPoint& point : points) {
    if (point.tied) tied.push_back(point.point->number);
    if (!point.point->failed.empty()) failed.push_back(point.point->number);
    if (point.goal) n = std::max(n, point.goal->n);
  }
  const auto listed = [](const std::vector<std::size_t>& numbers) {
    const std::vector<std::size_t> first(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(numbers.size(), 8)));
    return fmt::format("{}{}", fmt::join(first, ", "), numbers.size() > first.size() ? fmt::format(" and {} more", numbers.size() - first.size()) : "");
  };
  if (points.size() > 1 && points.front().goal) {
    if (n == 1) lines.push_back("One seed: no intervals; the order may be chance where failures or jitter are drawn.");
    else if (tied.empty()) lines.push_back(fmt::format("Point {} is best: under the same seeds the 90 % interval of every other point's difference to it leaves out 0.", points.front().point->number));
    else lines.push_back(fmt::format("Point {} has the best mean, but cannot be told from point{} {}: the 90 % interval of their paired difference includes 0.",
                                     points.front().point->number, tied.size() > 1 ? "s" : "", listed(tied)));
  }
  const auto overlaps = [&](const RankedPoint& point) {
    return point.to_best && !point.tied && point.goal->interval && points.front().goal->interval && point.goal->interval->first <= points.front().goal->interval->second &&
           points.front().goal->interval->first <= point.goal->interval->second;
  };
  if (const auto overlapping = std::count_if(points.begin(), points.end(), overlaps); overlapping > 0)
    lines.push_back(fmt::format("The interval{} of {} point{} overlap{} that of the best, and yet {} from it in the same direction under the same seeds: what the seeds share cancels.",
                                overlapping > 1 ? "s" : "", overlapping, overlapping > 1 ? "s" : "", overlapping > 1 ? "" : "s", overlapping > 1 ? "they differ" : "it differs"));
  if (!points.empty() && !points.back().goal) {
    const auto missing = std::count_if(points.begin(), points.end(), [](const RankedPoint& point) { return !point.goal; });
    const Figure* figure = find_figure(study.goal);
    lines.push_back(fmt::format("{} of {} points have no {}{}.", missing, points.size(), study.goal,
                                figure && !figure->needs.empty() && failed.empty() ? fmt::format("; it needs {}", figure->needs) : ""));
  }
  if (!failed.empty()) {
    lines.push_back(fmt::format("Runs failed at point{} {}.", failed.size() > 1 ? "s" : "", listed(failed)));
    for (const RankedPoint& point : points) {
      if (point.point->failed.empty()) continue;
      lines.push_back(fmt::format("  first: seed {} of point {}: {}", point.point->failed.front().first, point.point->number, point.point->failed.front().second));
      break;
    }
  }
  for (const std::string& note : study.notes) lines.push_back(note);
  return lines.empty() ? std::string() : fmt::format("{}\n", fmt::join(lines, "\n"));
}

namespace {

nlohmann::ordered_json leaf(const SeedValues& values) {
  const auto samples = samples_of(values);
  const FigureReading reading = *mean_reading(samples);
  nlohmann::ordered_json out{{"mean", reading.value}, {"ci90", nullptr}, {"bootstrap90", nullptr}};
  if (reading.interval) out["ci90"] = {reading.interval->first, reading.interval->second};
  if (const auto bootstrap = bootstrap_interval(samples, 1)) out["bootstrap90"] = {bootstrap->low, bootstrap->high};
  for (const auto& [name, share] : {std::pair{"p10", 0.1}, {"p50", 0.5}, {"p90", 0.9}}) out[name] = quantile(samples, share);
  out["n"] = samples.size();
  return out;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

} // namespace

nlohmann::ordered_json to_json(const MeasuredStudy& study) {
  using nlohmann::ordered_json;
  ordered_json out{{"format", "archipelago-study-result/1"}, {"name", study.name}, {"goal", {{"figure", study.goal}, {"best", study.largest ? "max" : "min"}}}, {"figures", ordered_json::object()}};
  for (const std::string& key : study.figures) {
    const Figure* figure = find_figure(key);
    out["figures"][key] = figure ? ordered_json{{"title", figure->title}, {"unit", figure->unit}, {"definition", figure->definition}} : ordered_json::object();
  }
  out["points"] = ordered_json::array();
  for (const RankedPoint& ranked_point : ranked(study)) {
    const MeasuredPoint& point = *ranked_point.point;
    ordered_json row{{"point", point.number}, {"values", ordered_json::object()}, {"figures", ordered_json::object()}, {"to_best", nullptr}, {"failed", ordered_json::array()}};
    for (std::size_t k = 0; k < study.keys.size(); ++k) row["values"][study.keys[k]] = point.values[k];
    for (const std::string& key : study.figures) {
      const SeedValues& values = point.of(key);
      row["figures"][key] = values.empty() ? ordered_json() : leaf(values);
    }
    if (const auto& difference = ranked_point.to_best) {
      row["to_best"] = reading_json(difference);
      if (ranked_point.tied) row["to_best"]["note"] = "no difference: interval includes 0";
    }
    for (const auto& [seed, reason] : point.failed) row["failed"].push_back({{"seed", seed}, {"reason", reason}});
    out["points"].push_back(std::move(row));
  }
  out["notes"] = study.notes;
  return out;
}

std::string to_csv(const MeasuredStudy& study) {
  std::string out = "point";
  for (const std::string& key : study.keys) out += "," + quoted(key);
  for (const std::string& key : study.figures) out += fmt::format(",{0},{0} ci90 low,{0} ci90 high,{0} n", key);
  out += ",failed\n";
  for (const MeasuredPoint& point : study.points) {
    out += fmt::format("{}", point.number);
    for (const std::string& value : point.values) out += "," + quoted(value);
    for (const std::string& key : study.figures) {
      const auto reading = reading_of(point.of(key));
      if (!reading) out += ",,,,0";
      else if (!reading->interval) out += fmt::format(",{},,,{}", reading->value, reading->n);
      else out += fmt::format(",{},{},{},{}", reading->value, reading->interval->first, reading->interval->second, reading->n);
    }
    out += fmt::format(",{}\n", point.failed.size());
  }
  return out;
}

} // namespace archipelago
