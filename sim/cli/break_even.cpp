#include "sim/cli/break_even.hpp"

#include <fmt/format.h>

#include <cmath>

namespace archipelago {

namespace {

class Search {
public:
  Search(const BreakEvenQuestion& question, const MeasurePoints& measure) : question_(question), axis_(question.axis), measure_(measure) {}

  BreakEven run() {
    BreakEven search{axis_.keys.front(), question_.goal.figure, question_.condition, {}, false, 0};
    double low = axis_.span.from, high = axis_.span.to;
    BreakEvenSide below = at(low), above = at(high);
    search.found = below.gain && above.gain && (below.gain->value >= 0) != (above.gain->value >= 0);
    for (int step = 0; search.found && step < question_.most_steps && !near(low, high); ++step) {
      double middle = axis_.span.by_ratio ? std::sqrt(low * high) : 0.5 * (low + high);
      if (axis_.span.whole) middle = std::floor(middle) > low ? std::floor(middle) : low + 1;
      const BreakEvenSide side = at(middle);
      if (!side.gain) break;                  // nothing is known there: the bracket stays as wide as it is
      if ((side.gain->value >= 0) == (below.gain->value >= 0)) low = middle, below = side;
      else high = middle, above = side;
    }
    search.sides = {below, above};
    search.points = tried_;
    return search;
  }

private:
  bool near(double low, double high) const { return axis_.span.whole ? high - low <= 1 : high - low <= question_.close_enough * std::abs(high); }

  // A value of the key, and beside it the alternative at the same value.
  BreakEvenSide at(double value) {
    ++tried_;
    const std::string text = axis_.text_of(value), setting = axis_.keys.front() + "=" + text;
    std::vector<StudyPoint> points{question_.one};
    if (question_.other) points.push_back(*question_.other);
    for (StudyPoint& point : points) {
      if (question_.other_stays && &point != &points.front()) continue;
      point.values = {text};
      point.overrides.push_back(setting);
    }
    const std::string& figure = question_.goal.figure;
    const double sign = question_.goal.largest ? 1 : -1;
    auto measured = measure_(points);
    SeedValues margins;
    for (const auto& [seed, own] : measured[0].figures[figure]) {
      if (!question_.other) margins[seed] = sign * (own - question_.reach);
      else if (const auto other = measured[1].figures[figure].find(seed); other != measured[1].figures[figure].end()) margins[seed] = sign * (own - other->second);
    }
    return {text, reading_of(margins)};
  }

  const BreakEvenQuestion& question_;
  const Axis& axis_;
  const MeasurePoints& measure_;
  std::size_t tried_ = 0;
};

std::string condition_of(const SensitivityArguments& arguments, const Goal& goal) {
  if (arguments.against) return fmt::format("better than {}", *arguments.against);
  if (!arguments.against_set.empty()) return fmt::format("better than with {}", fmt::format("{}", arguments.against_set.front()) + (arguments.against_set.size() > 1 ? ", ..." : ""));
  return fmt::format("at {} {}", goal.largest ? "least" : "most", *arguments.reach);
}

} // namespace

BreakEven search_break_even(const BreakEvenQuestion& question, const MeasurePoints& measure) { return Search(question, measure).run(); }

BreakEven find_break_even(StudySession& session, const SensitivityArguments& arguments, const std::vector<std::string>& base) {
  const int conditions = int(arguments.reach.has_value()) + int(arguments.against.has_value()) + int(!arguments.against_set.empty());
  if (conditions != 1) throw CommandError(ExitCode::usage, "--break-even needs one of --reach VALUE, --against PROTOCOL and --against-set KEY=VALUE");
  Axis axis;
  try {
    axis = Axis::from_text(*arguments.break_even);
  } catch (const AxisFault& fault) {
    throw CommandError(ExitCode::usage, fmt::format("--break-even: {}{}", fault.message, fault.nearest.empty() ? "" : fmt::format("; did you mean {}?", fault.nearest)));
  }
  if (!axis.numeric || axis.keys.front().starts_with('$') || !(axis.span.from < axis.span.to))
    throw CommandError(ExitCode::usage, fmt::format("--break-even {}: a range of a key is expected, such as \"network.links.west-wan.bandwidth=100 Mbps..2 Gbps#log\"", *arguments.break_even));
  const Goal& goal = *session.study().goal;
  BreakEvenQuestion question{std::move(axis), goal, condition_of(arguments, goal), {0, {}, base}, {}, arguments.reach.value_or(0)};
  if (!arguments.reach) {
    StudyPoint other{0, {}, base, arguments.against.has_value()};
    if (arguments.against) other.overrides.push_back("protocol.name=" + *arguments.against);
    other.overrides.insert(other.overrides.end(), arguments.against_set.begin(), arguments.against_set.end());
    question.other = std::move(other);
  }
  return search_break_even(question, [&](std::vector<StudyPoint> points) { return session.measure(std::move(points), {goal.figure}); });
}

} // namespace archipelago
