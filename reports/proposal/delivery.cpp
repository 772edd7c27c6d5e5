// When it is done, where the paid hours go, and what is left of capacity.
#include "reports/proposal/further_runs.hpp"
#include "reports/proposal/proposal.hpp"
#include "reports/figures.hpp"
#include "models/result.hpp"
#include "reports/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace archipelago {

using nlohmann::json;

namespace {

std::string title_of(std::string_view key) {
  std::string title(find_figure(key)->title);
  if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

// p10, p50 and p90 of a figure over the seeds, or its one value.
std::vector<Text> spread(const Source& source, std::string_view key) {
  const std::string unit = unit_of(key);
  std::vector<Text> cells;
  for (const char* part : {"p10", "p50", "p90"}) {
    const std::string full = std::string(key) + "." + part;
    cells.push_back({source.reading(full) ? source.value(full, unit) : source.value(key, unit)});
  }
  return cells;
}

struct Hours {
  double allocated = 0;
  std::vector<std::string> places;
};
Hours allocated_hours(const Source& source) {
  Hours hours;
  const auto& learners = source.document().at("learners");
  for (std::size_t m = 0; m < learners.size(); ++m) {
    const auto held = reading_at(learners[m], "allocated_s");
    hours.allocated += learners[m].at("accelerators").get<double>() * held.value_or(FigureReading{}).value / seconds_per_hour;
    hours.places.push_back(source.name() + fmt::format(":/learners/{}/accelerators", m));
    hours.places.push_back(source.name() + fmt::format(":/learners/{}/allocated_s", m));
  }
  return hours;
}

// "-12", but "<1" of what is less than the digits shown.
std::string lost_text(double value, const Scale& scale) {
  const std::string size = number_text(std::abs(value), scale);
  return (value < 0 && size[0] != '<' ? "-" : "") + size;
}

void add_waterfall(const Source& source, Section& section) {
  const Hours hours = allocated_hours(source);
  BarChart chart{"hours-" + source.name(), "Paid accelerator-hours, " + source.label(), {}, BarKind::waterfall, "accelerator-hours", {}, {{source.label(), {}}}, {}};
  ProposalTable table{"hours-" + source.name(), "From paid to effective accelerator-hours: " + source.label(), {"", "share", "accelerator-hours"}, {}, {false, true, true}};
  const Scale hours_scale{1, hours.allocated < 10000 ? 1 : 0, {}};
  constexpr double invisible = 0.004;   // of what is paid: bars too thin to be seen are drawn as one
  double small = 0;
  const auto add = [&](const std::string& words, Text share, double value, std::vector<std::string> places, const char* how, bool total) {
    table.rows.push_back({{{words, {}, {}, total}}, std::move(share), {{lost_text(value, hours_scale), std::move(places), how}}});
    if (!total && -value < invisible * hours.allocated) {
      small += value;
      return;
    }
    if (total && small < 0) chart.categories.push_back("Other waits and losses: " + number_text(-small, hours_scale)), chart.series[0].values.push_back(small), chart.totals.push_back(false), small = 0;
    chart.categories.push_back(words), chart.series[0].values.push_back(value), chart.totals.push_back(total);
  };
  add("Paid (allocated)", {{}}, hours.allocated, hours.places, "sum over learners of accelerators x allocated time", true);
  double left = hours.allocated;
  for (std::size_t c = 1; c < time_class_count; ++c) {
    const std::string key = "time_shares." + std::string(time_class_names[c]);
    const double lost = source.reading(key).value_or(FigureReading{}).value * hours.allocated;
    if (lost <= 0) continue;
    std::vector<std::string> places = hours.places;
    places.push_back(source.place(key));
    left -= lost;
    add(title_of(key), {source.value(key, "share")}, -lost, std::move(places), "share x paid accelerator-hours", false);
  }
  std::vector<std::string> places = hours.places;
  places.push_back(source.place("time_shares.compute"));
  add("Productive", {source.value("time_shares.compute", "share")}, left, places, "share x paid accelerator-hours", true);
  if (const auto efficiency = source.reading("quality.token_efficiency")) {
    places.push_back(source.place("quality.token_efficiency"));
    if (efficiency->value < 1 - 1e-9) add("Lost to token efficiency", {}, left * (efficiency->value - 1), places, "productive hours x (token efficiency - 1)", false);
    add("Effective, at equal loss", {source.value("quality.token_efficiency", "share")}, left * efficiency->value, places, "productive hours x token efficiency", true);
  }
  chart.description = fmt::format("Waterfall from {:.0f} paid accelerator-hours to {:.0f}; the table below has every step.", hours.allocated, chart.series[0].values.back());
  section.blocks.push_back(std::move(chart));
  section.blocks.push_back(std::move(table));
}

void add_shares_chart(const Evidence& evidence, Section& section) {
  BarChart chart{"shares", "Where the accelerator time goes", "Shares of allocated accelerator time by class, each bar one learner; Where the hours go has the sums.",
              BarKind::stacked, "% of allocated time", {}, {}, {}};
  constexpr std::size_t most = 16;
  const auto& learners = evidence.result.document().at("learners");
  std::vector<std::string> learner_places;
  for (std::size_t m = 0; m < std::min(most, learners.size()); ++m) {
    chart.categories.push_back(text_at(learners[m], "name"));
    learner_places.push_back(evidence.result.place(fmt::format("learners.{}.time_shares.compute", m)));
  }
  for (std::size_t c = 0; c < time_class_count; ++c) {
    BarSeries series{title_of("time_shares." + std::string(time_class_names[c])), {}};
    double sum = 0;
    for (std::size_t m = 0; m < chart.categories.size(); ++m) {
      series.values.push_back(100 * reading_at(learners[m], "time_shares." + std::string(time_class_names[c])).value_or(FigureReading{}).value);
      sum += series.values.back();
    }
    if (sum > 0.05) chart.series.push_back(std::move(series));
  }
  const auto& computing = chart.series.front().values;
  const double least = *std::min_element(computing.begin(), computing.end());
  if (least < 97) section.blocks.push_back(std::move(chart));
  else section.blocks.push_back(Paragraph{{{fmt::format("Every learner computes for {:.1f} % of its time or more", std::floor(10 * least) / 10), learner_places, "least of the learners"}, {"; Where the hours go has the rest."}}});
  section.blocks.push_back(Paragraph{{{learners.size() > most ? "The first learners are drawn; the result file has all. " : ""},
                                      {"Every learner's day, step by step, opens in Perfetto: run with --timeline T.json."}}});
}

Text mean_power(const Source& source, const std::string& energy) {
  const auto kwh = source.reading(energy), horizon = source.reading("horizon_s");
  if (!kwh || !horizon || horizon->value <= 0) return {{"unknown"}};
  return {{quantity_text(kwh->value / (horizon->value / seconds_per_hour), "kW"), {source.place(energy), source.place("horizon_s")}, "energy at the meter / simulated time"}};
}

void add_spares(const Source& source, Section& section) {
  const json pools = source.document().value("spares", json::array());
  ProposalTable table{"spares", "Spares, and places empty at once: for half, 95 % and 99 % of the time at most so many", {"pool", "spares", "idle on average", "empty: p50", "p95", "p99", "requests that had to wait"}, {}, {false, true, true, true, true, true, true}};
  for (std::size_t p = 0; p < pools.size(); ++p) {
    const auto cell = [&](const char* key, const char* unit) { return Text{source.value(fmt::format("spares.{}.{}", p, key), unit)}; };
    table.rows.push_back({{{text_at(pools[p], "name")}}, cell("spares", ""), cell("idle_mean", ""), cell("nodes_down.p50", ""), cell("nodes_down.p95", ""), cell("nodes_down.p99", ""), cell("waited_share", "share")});
  }
  const bool none = pools.empty();
  if (!none) section.blocks.push_back(std::move(table));
  section.blocks.push_back(Paragraph{{{none ? "Spares: this scenario holds none (failures.recovery.spares). " : ""}, {"How many spares keep all places filled for 95 % and 99 % of the time: archipelago trace spares, from the site's own outages or a law."}}});
}

}   // namespace

Section time_section(const Evidence& evidence) {
  Section section{"time", "When it is done", {}};
  ProposalTable table{"duration", "Duration and pace over the seeds: in one of ten runs it is below p10, in half below p50, in nine of ten below p90", {"", "p10", "p50", "p90"}, {}, {false, true, true, true}};
  for (const Source& source : sides_of(evidence))
    for (const char* key : {"quality.time_to_equal_loss_s", "time_to_target_s", "tokens_per_s", "goodput", "system_uptime"}) {
      std::vector<Text> cells{{{title_of(key) + ", " + source.label()}}};
      for (Text& cell : spread(source, key)) cells.push_back(std::move(cell));
      if (!source.reading(key)) cells[1] = source.figure(key);
      table.rows.push_back(std::move(cells));
    }
  section.blocks.push_back(std::move(table));
  for (Block& block : timeline_blocks(evidence)) section.blocks.push_back(std::move(block));
  add_shares_chart(evidence, section);
  return section;
}

Section hours_section(const Evidence& evidence) {
  Section section{"hours", "Where the hours go", {}};
  section.blocks.push_back(Paragraph{{{"Every allocated accelerator-second is in exactly one class. What redone work costs is in the allocated hours already. The last step "
                                       "charges training apart for its loss: hours that data parallel would not have needed for the same result."}}});
  for (const Source& source : sides_of(evidence)) add_waterfall(source, section);
  return section;
}

Section capacity_section(const Evidence& evidence) {
  Section section{"capacity", "Capacity", {}};
  const Source& source = evidence.result;
  ProposalTable links{"links", "Network: what the links carry", {"link", "from", "mean", "peak", "used", "headroom on average"}, {}, {false, false, true, true, true, true}};
  const auto& list = source.document().at("links");
  for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 24); ++i) {
    const std::string at = fmt::format("links.{}.", i);
    links.rows.push_back({{{text_at(list[i], "name")}}, {{text_at(list[i], "from")}}, {source.value(at + "mean_bps", "bit/s")},
                          {source.value(at + "peak_bps", "bit/s")}, {source.value(at + "utilization", "share")},
                          {{quantity_text(1 - source.reading(at + "utilization").value_or(FigureReading{}).value, "share"), {source.place(at + "utilization")}, "1 - used"}}});
  }
  if (links.rows.empty()) section.blocks.push_back(Paragraph{{{"All learners sit at one site: there is no wide-area link."}}});
  else section.blocks.push_back(std::move(links));
  if (source.reading("syncer.contributors.mean"))
    section.blocks.push_back(Paragraph{{{"Of "}, {std::to_string(source.document().at("learners").size()), {source.place_of("/learners")}, "number of learners"}, {" learners, "},
                                        source.value("syncer.contributors.mean", {}), {" take part in a merge on average; waiting for a quorum takes "}, source.value("time_shares.quorum_wait", "share"), {" of the accelerators' time."}}});
  add_spares(source, section);
  ProposalTable sites{"sites", "Sites: money, power, energy, carbon of the simulated time", {"site", "accelerators' cost", "mean power", "energy", "carbon"}, {}, {false, true, true, true, true}};
  const auto& places = source.document().at("sites");
  for (std::size_t s = 0; s < places.size(); ++s) {
    const std::string at = fmt::format("sites.{}.", s);
    sites.rows.push_back({{{text_at(places[s], "name")}}, {source.value(at + "cost_usd", "USD")}, mean_power(source, at + "energy_kwh"), {source.value(at + "energy_kwh", "kWh")}, {source.value(at + "carbon_kg", "kgCO2e")}});
  }
  section.blocks.push_back(std::move(sites));
  if (!source.reading("energy.kwh")) section.blocks.push_back(Paragraph{{{"Energy and carbon are unknown: they need " + source.needs("energy.kwh") + "."}}});
  return section;
}

}   // namespace archipelago
