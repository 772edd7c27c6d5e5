#include "gui/data/so_far.hpp"

#include "reports/reading.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace archipelago::gui {

namespace {

double integral(const TimelineRate& rate, double from, double to) {
  double sum = 0;
  for (std::size_t i = 0; i < rate.at.size() && rate.at[i] < to; ++i) {
    const double end = i + 1 < rate.at.size() ? rate.at[i + 1] : to;
    sum += static_cast<double>(rate.gbps[i]) * std::max(0.0, std::min(end, to) - std::max(rate.at[i], from));
  }
  return sum;
}

// Of what the links of this name carry after the warm-up, the share by a date; nothing where the timeline has no such link.
std::optional<double> carried(const Timeline& timeline, const QString& link, double begin, double at) {
  double part = 0, whole = 0;
  for (const auto& rate : timeline.links) {
    if (!rate.name.startsWith(link + " ")) continue;
    part += integral(rate, begin, at);
    whole += integral(rate, begin, timeline.end);
  }
  return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

double held(const Timeline& timeline, double from, double to) {
  double seconds = 0;
  for (const auto& row : timeline.learners) {
    const auto times = class_times(timeline, row, from, to);
    seconds += std::accumulate(times.begin(), times.end(), 0.0);
  }
  return seconds;
}

// A part of a total that lies in the same proportion within its interval.
FigureReading part_of(const FigureReading& total, double part) {
  FigureReading reading{part, std::nullopt, total.n};
  const double share = total.value != 0 ? part / total.value : 0;
  if (total.interval) reading.interval = std::pair(total.interval->first * share, total.interval->second * share);
  return reading;
}

std::optional<FigureReading> spent(const Timeline& timeline, const nlohmann::json& result, double begin, double at) {
  const auto cost = result.find("cost");
  if (cost == result.end() || !cost->is_object() || !cost->contains("ledger") || !(*cost)["ledger"].is_array()) return std::nullopt;
  const auto total = reading_at(result, "cost.total_usd");
  if (!total) return std::nullopt;
  const double whole = held(timeline, begin, timeline.end), share = whole > 0 ? held(timeline, begin, at) / whole : 0;
  double sum = 0;
  for (const auto& line : (*cost)["ledger"]) {
    const auto amount = reading_at(line, "amount_usd");
    if (!amount) continue;
    const QString item = QString::fromStdString(text_at(line, "item"));
    const auto by_bytes = item.startsWith("transfer ") ? carried(timeline, item.mid(9).section(" from ", 0, 0), begin, at) : std::nullopt;
    sum += amount->value * by_bytes.value_or(share);
  }
  return part_of(*total, sum);
}

std::optional<FigureReading> used(const Timeline& timeline, const nlohmann::json& result, double begin, double at) {
  const auto total = reading_at(result, "energy.kwh");
  const double whole = held(timeline, begin, timeline.end);
  return total && whole > 0 ? std::optional(part_of(*total, total->value * held(timeline, begin, at) / whole)) : std::nullopt;
}

} // namespace

SoFar so_far(const Timeline& timeline, const nlohmann::json* result, double at) {
  SoFar sum;
  sum.at = at;
  const auto horizon = result ? reading_at(*result, "horizon_s") : std::nullopt;
  const double begin = horizon ? std::max(0.0, timeline.end - horizon->value) : 0;
  double computing = 0, all = 0;
  for (const auto& row : timeline.learners) {
    const auto times = class_times(timeline, row, std::min(begin, at), at);
    computing += times[static_cast<std::size_t>(TimeClass::compute)];
    all += std::accumulate(times.begin(), times.end(), 0.0);
  }
  sum.computing = all > 0 ? computing / all : 0;
  std::size_t in_flight = 0;
  double last_back = 0;
  for (const auto& round : timeline.rounds) {
    if (round.launched > at) break;
    if (round.back > at) {
      ++in_flight;
      continue;
    }
    sum.rounds = std::max(sum.rounds, round.round);
    if (round.back < last_back || round.quorum_wait_s < 0) continue;
    last_back = round.back;
    sum.quorum_wait_s = static_cast<double>(round.quorum_wait_s);
    sum.grace_s = static_cast<double>(round.grace_s);
  }
  if (!timeline.thinned) sum.in_flight = in_flight;
  sum.failures = static_cast<std::size_t>(std::count_if(timeline.marks.begin(), timeline.marks.end(), [at](const auto& mark) { return mark.failure && mark.at <= at; }));
  if (result) {
    sum.spent_usd = spent(timeline, *result, begin, at);
    sum.energy_kwh = used(timeline, *result, begin, at);
  }
  return sum;
}

} // namespace archipelago::gui
