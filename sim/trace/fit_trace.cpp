#include "sim/trace/fit_trace.hpp"

#include "models/failures/generators/fit_outages.hpp"
#include "models/failures/generators/fit_spot.hpp"
#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/trace_kind.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

namespace {

constexpr double worth_a_word = 0.20;         // where nothing was asked for

std::vector<std::string> not_reproduced(const std::vector<GoodnessRow>& rows) {
  std::vector<std::string> words;
  for (const GoodnessRow& row : rows) {
    if (row.observed == 0 && row.median == 0) continue;
    const bool off = row.tolerance > 0 ? !row.met() : row.observed == 0 || std::abs(row.error()) > worth_a_word;
    if (off) words.push_back(fmt::format("{}: {:.4g} in the trace, {:.4g} ({:.4g} to {:.4g}{}) generated{}", row.name, row.observed, row.median, row.p10, row.p90,
                                         row.histories > 1 ? " in single histories" : "", row.tolerance > 0 ? fmt::format("; asked for within {:.0f} %", 100 * row.tolerance) : ""));
  }
  return words;
}

std::optional<TraceFit> fit_outage_law(const OutageTrace& outages, TraceKind kind) {
  const auto fitted = fit_outages(outages, kind);
  if (!fitted) return std::nullopt;
  TraceFit fit;
  fit.generator.processes.push_back({"outages", fitted->law});
  fit.goodness = fitted->goodness;
  fit.distances = {{"gaps between incidents, Weibull", fitted->gap_distance}};
  if (fitted->law.repair_known) fit.distances.emplace_back("lengths, mixture", fitted->length_distance);
  fit.not_reproduced = not_reproduced(fit.goodness);
  fit.not_reproduced.emplace_back("what a repaired node remembers: it fails again as often as before, not sooner");
  if (outages.nodes > 1) fit.not_reproduced.emplace_back("racks and rows: the nodes of a burst are drawn from the whole domain");
  return fit;
}

// How long the count stood as the trace ended, if it never had for so long before.
std::optional<double> longest_is_cut(const CapacityTrace& trace) {
  double longest = 0;
  for (std::size_t i = 1; i < trace.steps.size(); ++i) longest = std::max(longest, trace.steps[i].at - trace.steps[i - 1].at);
  const double last = trace.horizon.value - trace.steps.back().at;
  return last > longest ? std::optional(last) : std::nullopt;
}

std::optional<TraceFit> fit_spot_law(const CapacityTrace& capacity) {
  const auto fitted = fit_spot(capacity);
  if (!fitted) return std::nullopt;
  TraceFit fit;
  fit.generator.processes.push_back({"spot", fitted->law});
  fit.goodness = fitted->goodness;
  fit.distances = {{"gaps between reclaims, mixture", fitted->loss_distance}, {"gaps between returns, mixture", fitted->grant_distance}};
  fit.not_reproduced = not_reproduced(fit.goodness);
  if (const auto cut = longest_is_cut(capacity))
    fit.not_reproduced.push_back(fmt::format("how its longest spell ends: the trace's own end cuts it after {}, {:.0f} % of its time; availability over times longer than the trace is not known",
                                             quantity_text(*cut, "s"), 100 * *cut / capacity.horizon.value));
  fit.not_reproduced.emplace_back("time of day and week, and markets that move together");
  return fit;
}

} // namespace

std::optional<TraceFit> fit_trace(const Trace& trace, std::string& refusal) {
  std::optional<TraceFit> fit;
  if (trace.matrix()) {
    refusal = fmt::format("{} have no law in time; trace inspect gives their quantiles", kind_of(trace.kind).what);
    return fit;
  }
  if (trace.kind == TraceKind::slow_spell || trace.kind == TraceKind::maintenance) {
    refusal = fmt::format("{} cannot be fitted; write their law by hand, as models/failures/README.md shows", kind_of(trace.kind).what);
    return fit;
  }
  if (const auto* outages = trace.outages()) fit = fit_outage_law(*outages, trace.kind);
  if (const auto* capacity = trace.capacity()) fit = fit_spot_law(*capacity);
  if (const auto* lives = trace.lives()) fit = fit_spot_law(capacity_of(*lives));
  if (!fit) refusal = "too few events to fit: outages need 20, spot capacity ten reclaims and ten returns";
  else fit->generator.source = fmt::format("fitted to {}{}", trace.name, trace.origin.empty() ? "" : fmt::format(" (time 0: {})", trace.origin));
  return fit;
}

} // namespace archipelago
