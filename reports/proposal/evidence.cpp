#include "reports/proposal/evidence.hpp"

#include "models/statistics/paired.hpp"
#include "reports/figures.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

std::string pointer_of(std::string_view key) {
  std::string pointer = "/";
  for (const char c : key) pointer += c == '.' ? '/' : c;
  return pointer;
}

const json* leaf_at(const json& document, const std::string& pointer) {
  const json::json_pointer at(pointer);
  return document.contains(at) ? &document.at(at) : nullptr;
}

}   // namespace

std::string unit_of(std::string_view key) {
  const Figure* figure = find_figure(key);
  return figure ? std::string(figure->unit) : std::string();
}

// What a row or a sentence counts ("a million tokens") stands there already: only what it is counted in is repeated.
Scale brief_scale(double value, std::string_view unit) {
  Scale scale = scale_for(value, unit);
  scale.unit = scale.unit.substr(0, scale.unit.find(" per "));
  return scale;
}

std::string brief_text(double value, std::string_view unit) {
  const Scale scale = brief_scale(value, unit);
  return number_text(value, scale) + (scale.unit.empty() ? "" : " ") + scale.unit;
}

std::string Source::label() const { return text_at(*document_, "scenario.name") + (name_ == "baseline" ? " (baseline)" : ""); }

std::optional<FigureReading> Source::reading(std::string_view key) const {
  const json* leaf = leaf_at(*document_, pointer_of(key));
  return leaf ? reading_of(*leaf) : std::nullopt;
}

std::string Source::place(std::string_view key) const {
  const std::string pointer = pointer_of(key);
  const json* leaf = leaf_at(*document_, pointer);
  return name_ + ":" + root_ + pointer + (leaf && is_interval(*leaf) ? "/mean" : "");
}

std::string Source::needs(std::string_view key) const {
  for (const json& entry : document_->at("unknown")) {
    const std::string named = text_at(entry, "key");
    if (named == "*" || key == named || key.starts_with(named + ".")) return text_at(entry, "needs");
  }
  return {};
}

Span Source::value(std::string_view key, std::string_view unit) const {
  const auto found = reading(key);
  if (!found) return {"unknown"};
  return {brief_text(found->value, unit), {place(key)}};
}

std::optional<Source> Evidence::run(const std::string& name) const {
  if (!studies) return std::nullopt;
  const json& runs = studies->at("runs");
  const auto found = runs.find(name);
  return found == runs.end() ? std::nullopt : std::optional(Source("runs", *found, "/runs/" + name));
}

Text Source::figure(std::string_view key) const { return figure(key, unit_of(key)); }

Text Source::figure(std::string_view key, std::string_view unit) const {
  const auto found = reading(key);
  if (!found) {
    const std::string what = needs(key);
    return {{what.empty() ? "unknown" : "unknown: needs " + what}};
  }
  Text text{value(key, unit)};
  // A figure that no chance touches is the same in every seed: its interval has no width to show.
  if (!found->interval || found->interval->second - found->interval->first <= 1e-9 * std::abs(found->value)) return text;
  const Scale scale = brief_scale(found->value, unit);
  const std::string at = name_ + ":" + root_ + pointer_of(key) + "/ci90/", mean = number_text(found->value, scale);
  const std::string low = number_text(found->interval->first, scale), high = number_text(found->interval->second, scale);
  if (low == mean && high == mean) {
    text.push_back({" (± "});
    text.push_back({fmt::format("<{:.{}f}", std::pow(10.0, -scale.decimals), scale.decimals), {at + "0", at + "1"}, "half the width of the 90 % interval"});
  } else {
    text.push_back({" ("});
    text.push_back({low, {at + "0"}});
    text.push_back({" to "});
    text.push_back({high, {at + "1"}});
  }
  text.push_back({")"});
  return text;
}

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
    out.outcome = Outcome::one_seed;
    return out;
  }
  out.low = found.difference.interval->low, out.high = found.difference.interval->high;
  out.outcome = !found.significant() ? Outcome::no_difference : out.mean < 0 ? Outcome::less : Outcome::more;
  return out;
}

Text difference_text(const Difference& difference, std::string_view unit, std::string_view less, std::string_view more) {
  const std::string how = difference.paired ? fmt::format("mean of the differences of {} seeds that both have", difference.seeds)
                                             : fmt::format("difference of the means of {} and more seeds, none in common", difference.seeds);
  const Scale scale = unit == "share" ? Scale{0.01, 2, "points"} : brief_scale(difference.mean, unit);
  const auto bare = [&](double value) { return number_text(std::abs(value), scale); };
  const auto size = [&](double value) { return bare(value) + (scale.unit.empty() ? "" : " ") + scale.unit; };
  const auto span = [&](std::string text, bool strong = false) { return Span{std::move(text), difference.sources, how, strong}; };
  const auto side = [](double value) { return value < 0 ? " less" : " more"; };
  switch (difference.outcome) {
  case Outcome::unknown:
    return {{"unknown: one of the two results does not know it"}};
  case Outcome::one_seed:
    return {span(size(difference.mean)), {fmt::format(" {}, from a single seed: without an interval it is no finding", difference.mean < 0 ? less : more)}};
  case Outcome::no_difference: {
    if (difference.low == 0 && difference.high == 0) return {{"no difference", difference.sources, how, true}, {": the same in every seed"}};
    Text text{{"no difference", {}, {}, true}, {": the 90 % interval, "}};
    text.push_back(span(size(difference.low) + side(difference.low)));
    text.push_back({" to "});
    text.push_back(span(size(difference.high) + side(difference.high)));
    text.push_back({", includes zero"});
    return text;
  }
  case Outcome::less:
  case Outcome::more: {
    const bool is_less = difference.outcome == Outcome::less;
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
