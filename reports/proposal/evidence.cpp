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

std::string Source::label() const { return text_at(*document_, "scenario.name") + (name_ == "baseline" ? " (baseline)" : ""); }

std::optional<FigureReading> Source::reading(std::string_view key) const {
  const json* leaf = leaf_at(*document_, pointer_of(key));
  return leaf ? reading_of(*leaf) : std::nullopt;
}

std::string Source::place(std::string_view key) const {
  const std::string pointer = pointer_of(key);
  const json* leaf = leaf_at(*document_, pointer);
  return name_ + ":" + pointer + (leaf && is_interval(*leaf) ? "/mean" : "");
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
  return {quantity_text(found->value, unit), {place(key)}};
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
  if (found->interval && found->interval->second - found->interval->first > 1e-9 * std::abs(found->value)) {
    const std::string at = name_ + ":" + pointer_of(key) + "/ci90/";
    text.push_back({" ("});
    text.push_back({quantity_text(found->interval->first, unit), {at + "0"}});
    text.push_back({" to "});
    text.push_back({quantity_text(found->interval->second, unit), {at + "1"}});
    text.push_back({")"});
  }
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
      samples.places.push_back(source.name() + fmt::format(":/per_seed/{}", i) + pointer_of(key));
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
  const auto size = [&](double value) { return unit == "share" ? fmt::format("{:.2f} points", 100 * std::abs(value)) : quantity_text(std::abs(value), unit); };
  const auto span = [&](double value, bool strong = false) { return Span{size(value), difference.sources, how, strong}; };
  switch (difference.outcome) {
  case Outcome::unknown:
    return {{"unknown: one of the two results does not know it"}};
  case Outcome::one_seed:
    return {span(difference.mean), {fmt::format(" {}, from a single seed: without an interval it is no finding", difference.mean < 0 ? less : more)}};
  case Outcome::no_difference: {
    Text text{{"no difference", {}, {}, true}, {": the 90 % interval, "}};
    text.push_back({size(difference.low) + std::string(difference.low < 0 ? " less" : " more"), difference.sources, how});
    text.push_back({" to "});
    text.push_back({size(difference.high) + std::string(difference.high < 0 ? " less" : " more"), difference.sources, how});
    text.push_back({", includes zero"});
    return text;
  }
  case Outcome::less:
  case Outcome::more: {
    const bool is_less = difference.outcome == Outcome::less;
    Text text{span(difference.mean, true), {fmt::format(" {} (", is_less ? less : more)}};
    text.push_back({fmt::format("{:.1f} %", 100 * std::abs(difference.relative)), difference.sources, how + ", over the baseline's mean"});
    text.push_back({"; 90 % interval "});
    text.push_back(span(is_less ? difference.high : difference.low));
    text.push_back({" to "});
    text.push_back(span(is_less ? difference.low : difference.high));
    text.push_back({")"});
    return text;
  }
  }
  return {};
}

}   // namespace archipelago
