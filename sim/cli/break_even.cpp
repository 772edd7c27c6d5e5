#include "sim/cli/break_even.hpp"

#include <fmt/format.h>

#include <cmath>

namespace archipelago {

namespace {

constexpr int most_steps = 24;
constexpr double close_enough = 0.01;         // of the upper value, where the key is no count

class Search {
public:
  Search(StudySession& session, const SensitivityArguments& arguments, const std::vector<std::string>& base, Axis axis)
      : session_(session), arguments_(arguments), base_(base), axis_(std::move(axis)) {}

  BreakEven run() {
    const Study& study = session_.study();
    BreakEven search{axis_.keys.front(), study.goal->figure, condition(), {}, false, 0};
    double low = axis_.span.from, high = axis_.span.to;
    BreakEvenSide below = at(low), above = at(high);
    search.found = below.gain && above.gain && (below.gain->value >= 0) != (above.gain->value >= 0);
    for (int step = 0; search.found && step < most_steps && !near(low, high); ++step) {
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
  bool near(double low, double high) const { return axis_.span.whole ? high - low <= 1 : high - low <= close_enough * std::abs(high); }

  std::string condition() const {
    if (arguments_.against) return fmt::format("better than {}", *arguments_.against);
    if (!arguments_.against_set.empty()) return fmt::format("better than with {}", fmt::format("{}", arguments_.against_set.front()) + (arguments_.against_set.size() > 1 ? ", ..." : ""));
    return fmt::format("at {} {}", session_.study().goal->largest ? "least" : "most", *arguments_.reach);
  }

  // A value of the key, and beside it the alternative at the same value.
  BreakEvenSide at(double value) {
    ++tried_;
    const std::string text = axis_.text_of(value), setting = axis_.keys.front() + "=" + text;
    StudyPoint point{0, {text}, base_};
    point.overrides.push_back(setting);
    std::vector<StudyPoint> points{point};
    if (!arguments_.reach) {
      StudyPoint other{0, {text}, base_};
      if (arguments_.against) other.overrides.push_back("protocol.name=" + *arguments_.against);
      other.overrides.insert(other.overrides.end(), arguments_.against_set.begin(), arguments_.against_set.end());
      other.overrides.push_back(setting);
      other.drop_unused = arguments_.against.has_value();
      points.push_back(std::move(other));
    }
    const std::string& figure = session_.study().goal->figure;
    const double sign = session_.study().goal->largest ? 1 : -1;
    auto measured = session_.measure(points, {figure});
    SeedValues margins;
    for (const auto& [seed, own] : measured[0].figures[figure]) {
      if (arguments_.reach) margins[seed] = sign * (own - *arguments_.reach);
      else if (const auto other = measured[1].figures[figure].find(seed); other != measured[1].figures[figure].end()) margins[seed] = sign * (own - other->second);
    }
    return {text, reading_of(margins)};
  }

  StudySession& session_;
  const SensitivityArguments& arguments_;
  const std::vector<std::string>& base_;
  Axis axis_;
  std::size_t tried_ = 0;
};

} // namespace

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
  return Search(session, arguments, base, std::move(axis)).run();
}

} // namespace archipelago
