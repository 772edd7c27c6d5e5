// Differences between two results: seed by seed where they share seeds.
#include "models/statistics/paired.hpp"
#include "reports/proposal/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

struct Samples { std::vector<double> values; std::vector<std::uint64_t> seeds; std::vector<std::string> places; };

Samples samples_of(const Source& source, std::string_view key) {
  Samples samples;
  const json empty = json::array();
  const json& rows = source.document().value("per_seed", empty);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (const auto value = reading_at(rows[i], key)) {
      samples.values.push_back(value->value);
      samples.seeds.push_back(rows[i].at("seed").get<std::uint64_t>());
      samples.places.push_back(source.place_of(fmt::format("/per_seed/{}", i) + pointer_of(key)));
    }
  return samples;
}

// The seeds that both have, in the same order.
std::pair<Samples, Samples> paired(const Samples& a, const Samples& b) {
  std::pair<Samples, Samples> both;
  const auto add = [](Samples& to, const Samples& from, std::size_t at) { to.values.push_back(from.values[at]), to.places.push_back(from.places[at]); };
  for (std::size_t i = 0; i < a.seeds.size(); ++i)
    for (std::size_t k = 0; k < b.seeds.size(); ++k)
      if (a.seeds[i] == b.seeds[k]) add(both.first, a, i), add(both.second, b, k);
  return both;
}

}   // namespace

Difference difference(const Source& result, const Source& baseline, std::string_view key) {
  Difference out;
  Samples ours = samples_of(result, key), theirs = samples_of(baseline, key);
  if (ours.values.empty() || theirs.values.empty()) return out;
  auto [a, b] = paired(ours, theirs);
  out.paired = !a.values.empty();
  if (out.paired) ours = std::move(a), theirs = std::move(b);
  const PairedDifference found = out.paired ? paired_difference(ours.values, theirs.values) : independent_difference(ours.values, theirs.values);
  out.sources = ours.places;
  out.sources.insert(out.sources.end(), theirs.places.begin(), theirs.places.end());
  out.mean = found.difference.mean, out.relative = found.relative, out.seeds = std::min(ours.values.size(), theirs.values.size());
  if (!found.difference.interval) {
    out.outcome = DifferenceOutcome::one_seed;
    return out;
  }
  out.low = found.difference.interval->low, out.high = found.difference.interval->high;
  out.outcome = !found.significant() ? DifferenceOutcome::no_difference : out.mean < 0 ? DifferenceOutcome::less : DifferenceOutcome::more;
  return out;
}

namespace {

std::string how_of(const Difference& difference) {
  return difference.paired ? fmt::format("mean of the differences of {} seeds that both have", difference.seeds)
                           : fmt::format("difference of the means of {} and more seeds, none in common", difference.seeds);
}

}   // namespace

Text signed_text(const Difference& difference, std::string_view unit) {
  if (difference.outcome == DifferenceOutcome::unknown) return {{"unknown"}};
  const Scale scale = brief_scale(std::max({std::abs(difference.mean), std::abs(difference.low), std::abs(difference.high)}), unit);
  const auto number = [&](double value) { return Span{number_text(value, scale), difference.sources, how_of(difference)}; };
  Text text{number(difference.mean)};
  text.back().text += (scale.unit.empty() ? "" : " ") + scale.unit;
  if (difference.outcome == DifferenceOutcome::one_seed) return text;
  for (Span& span : Text{{" ("}, number(difference.low), {" to "}, number(difference.high), {")"}}) text.push_back(std::move(span));
  return text;
}

Text difference_text(const Difference& difference, std::string_view unit, std::string_view less, std::string_view more) {
  const std::string how = how_of(difference);
  const Scale scale = unit == "share" ? Scale{0.01, 2, "points"} : brief_scale(difference.mean, unit);
  const auto bare = [&](double value) { return number_text(std::abs(value), scale); };
  const auto size = [&](double value) { return bare(value) + (scale.unit.empty() ? "" : " ") + scale.unit; };
  const auto span = [&](std::string text, bool strong = false) { return Span{std::move(text), difference.sources, how, strong}; };
  const auto side = [](double value) { return value < 0 ? " less" : " more"; };
  switch (difference.outcome) {
  case DifferenceOutcome::unknown:
    return {{"unknown: one of the two results does not know it"}};
  case DifferenceOutcome::one_seed:
    return {span(size(difference.mean)), {fmt::format(" {}, from a single seed: without an interval it is no finding", difference.mean < 0 ? less : more)}};
  case DifferenceOutcome::no_difference: {
    if (difference.low == 0 && difference.high == 0) return {{"no difference", difference.sources, how, true}, {": the same in every seed"}};
    Text text{{"no difference", {}, {}, true}, {": the 90 % interval, "}};
    text.push_back(span(size(difference.low) + side(difference.low)));
    text.push_back({" to "});
    text.push_back(span(size(difference.high) + side(difference.high)));
    text.push_back({", includes zero"});
    return text;
  }
  case DifferenceOutcome::less:
  case DifferenceOutcome::more: {
    const bool is_less = difference.outcome == DifferenceOutcome::less;
    const std::string mean = bare(difference.mean), near = bare(is_less ? difference.high : difference.low), far = bare(is_less ? difference.low : difference.high);
    Text text{span(size(difference.mean), true), {fmt::format(" {} (", is_less ? less : more)}};
    text.push_back({fmt::format("{:.1f} %", 100 * std::abs(difference.relative)), difference.sources, how + ", over the baseline's mean"});
    text.push_back({"; 90 % interval "});
    if (near == mean && far == mean) {
      text.push_back({"± "});
      text.push_back(span(fmt::format("<{:.{}f}", std::pow(10.0, -scale.decimals), scale.decimals)));
    } else {
      text.push_back(span(near));
      text.push_back({" to "});
      text.push_back(span(far));
    }
    text.push_back({")"});
    return text;
  }
  }
  return {};
}

}   // namespace archipelago
