#include "sim/cli/proposal/studies.hpp"

#include "reports/proposal/evidence.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/variants/alternatives.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/proposal/break_even_search.hpp"
#include "sim/cli/proposal/median_timeline.hpp"
#include "sim/cli/proposal/sides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::size_t most_seeds = 4;         // of a run with something turned

const json& scenario_of(const json& result) { return result.at("scenario").at("document"); }

std::vector<std::uint64_t> first_seeds(const json& result, std::size_t most) {
  auto seeds = result.at("seeds").get<std::vector<std::uint64_t>>();
  seeds.resize(std::min(seeds.size(), most));
  return seeds;
}

std::string figure_of(const RunBook& book, bool compared) {
  for (const char* figure : {"cost.to_equal_loss_usd", "cost.per_million_effective_tokens_usd", "quality.time_to_equal_loss_s", "time_to_target_s"}) {
    const auto knows = [&](const char* side) { return book.find(side) && Source("runs", *book.find(side)).reading(figure); };
    if (knows("proposed") && (!compared || knows("today"))) return figure;
  }
  return {};
}

json alternatives(RunBook& book, const json& result) {
  std::vector<RunBook::Wanted> wanted;
  json list = json::array();
  for (Alternative& one : alternatives_to(scenario_of(result))) {
    list.push_back({{"run", one.id}, {"title", one.title}, {"note", one.note}});
    wanted.push_back({one.id, std::move(one.scenario), first_seeds(result, most_seeds), true});
  }
  book.play(wanted);
  return list;
}

json tornado(RunBook& book, const Sides& sides, const std::vector<Knob>& knobs) {
  json list = json::array();
  std::vector<RunBook::Wanted> wanted;
  for (const Knob& knob : knobs) {
    json entry = {{"knob", knob.id}, {"title", knob.title}, {"now", value_at(sides.proposed(), knob, 1)}};
    for (const auto& [end, factor] : {std::pair{"low", knob.low}, {"high", knob.high}})
      if (const auto pair = sides.with({&knob, factor})) {
        entry[end] = {{"value", value_at(sides.proposed(), knob, factor)}, {"factor", factor}, {"proposed", pair->proposed}, {"today", pair->today}};
        wanted.insert(wanted.end(), pair->runs.begin(), pair->runs.end());
      }
    if (entry.contains("low") || entry.contains("high")) list.push_back(std::move(entry));
  }
  book.play(wanted);
  return list;
}

// Rows: how often accelerators fail; columns: how large the job is.
json two_way(RunBook& book, const Sides& sides, const std::vector<Knob>& knobs) {
  const auto rate = std::find_if(knobs.begin(), knobs.end(), [](const Knob& knob) { return knob.id == "mtbi"; });
  if (rate == knobs.end()) return nullptr;
  json map = {{"rows", json::array()}, {"columns", json::array()}, {"cells", json::array()}};
  double accelerators = 0;
  for (const json& learner : sides.proposed().at("learners")) accelerators += learner.at("accelerators").get<double>() * learner.value("count", 1.0);
  const std::vector<double> sizes{0.25, 0.5, 1, 2}, factors{4, 1, 0.25};
  for (const double size : sizes) map["columns"].push_back({{"accelerators", accelerators * size}, {"factor", size}});
  std::vector<RunBook::Wanted> wanted;
  for (const double factor : factors) {
    map["rows"].push_back({{"value", value_at(sides.proposed(), *rate, factor)}, {"factor", factor}});
    json row = json::array();
    for (const double size : sizes) {
      const auto pair = sides.with({&*rate, factor}, size);
      row.push_back(pair ? json{{"proposed", pair->proposed}, {"today", pair->today}} : json());
      if (pair) wanted.insert(wanted.end(), pair->runs.begin(), pair->runs.end());
    }
    map["cells"].push_back(std::move(row));
  }
  book.play(wanted);
  return map;
}

// The site with most learners away for a tenth of the run; where there is one site, its first learner.
json events(RunBook& book, const json& result) {
  const json& document = scenario_of(result);
  std::map<std::string, int> learners;
  for (const json& learner : result.at("learners")) ++learners[learner.at("site").get<std::string>()];
  const double horizon = reading_at(result, "horizon_s").value_or(FigureReading{}).value, from = 0.4 * horizon, to = 0.5 * horizon;
  const bool one = learners.size() < 2;
  const std::string target = one ? "learner:" + result.at("learners").at(0).at("name").get<std::string>()
                                 : "site:" + std::max_element(learners.begin(), learners.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  json scenario = document;
  scenario["simulation"]["chaos"] = {fmt::format("kill={}@{:.0f}s..{:.0f}s", target, from, to)};
  book.play({{"outage", std::move(scenario), first_seeds(result, most_seeds)}});
  return json::array({{{"run", "outage"}, {"target", target}, {"from_s", from}, {"to_s", to}}});
}

json pilot(RunBook& book, const json& result) {
  const json scenario = pilot_of(scenario_of(result));
  json synchronous = scenario;
  synchronous["protocol"]["name"] = "data-parallel", synchronous["protocol"]["bits"] = 16;
  std::vector<std::uint64_t> seeds{1, 2, 3, 4, 5, 6, 7, 8};
  book.play({{"pilot", scenario, seeds}, {"pilot-synchronous", std::move(synchronous), seeds, true}});
  return {{"scenario", scenario}, {"run", "pilot"}, {"synchronous", "pilot-synchronous"}};
}

} // namespace

json play_studies(const json& result, const json& baseline, const json& before, const RunBookOptions& options) {
  const Catalogues catalogues(catalogue_folder());
  const std::string file = result.at("scenario").at("file").get<std::string>();
  RunBook book(before.value("runs", json::object()), file, options);
  const json proposed = spelt_out(scenario_of(result), catalogues), today = baseline.is_null() ? json() : spelt_out(scenario_of(baseline), catalogues);
  const std::vector<Knob> knobs = knobs_of(proposed);
  const Sides sides(proposed, today, first_seeds(result, most_seeds));

  json studies = {{"format", "archipelago-proposal-runs/1"}};
  book.play(sides.with({})->runs);
  studies["figure"] = figure_of(book, sides.compared());
  studies["compared"] = sides.compared();
  studies["alternatives"] = alternatives(book, result);
  studies["pilot"] = pilot(book, result);
  studies["events"] = events(book, result);
  studies["timeline"] = median_timeline(result, before.value("timeline", json()), file);
  const std::string figure = studies["figure"].get<std::string>();
  if (!figure.empty()) {
    studies["tornado"] = tornado(book, sides, knobs);
    if (sides.compared()) {
      studies["break_even"] = search_break_evens(book, sides, knobs, figure);
      studies["map"] = two_way(book, sides, knobs);
    }
  }
  studies["runs"] = book.runs();
  studies["left_out"] = book.left_out();
  return studies;
}

} // namespace archipelago
