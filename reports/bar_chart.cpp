#include "reports/bar_chart.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

namespace {

const char* word(BarKind kind) { return kind == BarKind::bars ? "bars" : kind == BarKind::stacked ? "stacked" : kind == BarKind::spans ? "spans" : kind == BarKind::grid ? "grid" : "waterfall"; }

}   // namespace

nlohmann::json to_json(const BarChart& chart) {
  nlohmann::json series = nlohmann::json::array();
  for (const BarSeries& one : chart.series) {
    nlohmann::json spans = nlohmann::json::array();
    for (const BarSpan& span : one.spans) spans.push_back({span.category, span.from, span.to});
    series.push_back({{"name", one.name}, {"values", one.values}, {"intervals", one.intervals}, {"spans", std::move(spans)}});
  }
  return {{"id", chart.id}, {"title", chart.title}, {"description", chart.description}, {"kind", word(chart.kind)}, {"unit", chart.unit},
          {"categories", chart.categories}, {"series", std::move(series)}, {"totals", chart.totals}, {"columns", chart.columns}, {"texts", chart.texts}, {"mark", chart.mark ? nlohmann::json(*chart.mark) : nlohmann::json()}};
}

}   // namespace archipelago
