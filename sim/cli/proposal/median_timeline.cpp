#include "sim/cli/proposal/median_timeline.hpp"

#include "models/preview/preview.hpp"
#include "reports/reading.hpp"
#include "scenarios/scenario.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/fast/fast.hpp"
#include "sim/study/supervisor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr std::size_t bins = 240, most_learners = 16;
constexpr double shown_share = 0.1;

class BinningObserver : public Observer {
public:
  BinningObserver(std::size_t learners, double horizon) : width_(horizon / bins), time_(std::min(learners, most_learners) * bins) {}

  void learner_span(std::size_t learner, TimeClass what, Seconds from, Seconds to) override {
    if (learner >= most_learners) return;
    for (auto bin = static_cast<std::size_t>(from.value / width_); bin < bins; ++bin) {
      const double begin = std::max(from.value, static_cast<double>(bin) * width_), end = std::min(to.value, static_cast<double>(bin + 1) * width_);
      if (end <= begin) break;
      time_[learner * bins + bin][static_cast<std::size_t>(what)] += end - begin;
    }
  }

  // Pairs of a class and how many bins in a row have it; -1: not held.
  json rows() const {
    json rows = json::array();
    for (std::size_t row = 0; row * bins < time_.size(); ++row) {
      json runs = json::array();
      for (std::size_t bin = 0; bin < bins; ++bin) {
        const int now = class_of(time_[row * bins + bin]);
        if (!runs.empty() && runs.back()[0] == now) runs.back()[1] = runs.back()[1].get<int>() + 1;
        else runs.push_back({now, 1});
      }
      rows.push_back(std::move(runs));
    }
    return rows;
  }

private:
  int class_of(const TimeShares& time) const {
    double sum = 0;
    for (const double part : time) sum += part;
    if (sum < 0.5 * width_) return -1;
    const auto worst = std::max_element(time.begin() + 1, time.end());
    return *worst >= shown_share * width_ ? static_cast<int>(worst - time.begin()) : 0;
  }

  double width_;
  std::vector<TimeShares> time_;
};

class Catcher : public Listener {
public:
  void on_record(std::size_t, std::string_view line) override {
    const json record = json::parse(line, nullptr, false);
    if (record.is_object() && record.value("kind", "") == "gantt") rows = record.at("rows");
  }
  json rows;
};

std::uint64_t middle_seed(const json& result) {
  for (const char* key : {"quality.time_to_equal_loss_s", "time_to_target_s", "goodput"}) {
    std::vector<std::pair<double, std::uint64_t>> values;
    for (const json& one : result.at("per_seed"))
      if (const auto value = reading_at(one, key)) values.emplace_back(value->value, one.at("seed").get<std::uint64_t>());
    if (values.empty()) continue;
    std::sort(values.begin(), values.end());
    return values[(values.size() - 1) / 2].second;
  }
  return result.at("seeds").front().get<std::uint64_t>();
}

} // namespace

json median_timeline(const json& result, const json& before, const std::string& file) {
  json scenario = result.at("scenario").at("document");
  scenario["simulation"]["fidelity"] = "fast";
  const std::uint64_t seed = middle_seed(result);
  Reading reading = read_scenario_text(scenario.dump(), file, {{}, catalogue_folder()});
  if (!reading.world) return nullptr;
  const auto world = std::make_shared<const World>(std::move(*reading.world));
  if (before.is_object() && before.value("hash", "") == world->hash && before.value("seed", std::uint64_t(0)) == seed) return before;
  const double horizon = preview(*world).horizon_s;
  Catcher catcher;
  SupervisorOptions options;
  options.listener = &catcher;
  options.wall_limit = std::chrono::seconds(120);
  const StudyOutcome ended = supervise({{seed, [world, seed, horizon](Progress& progress) {
    BinningObserver observer(world->learners.size(), horizon);
    Result played = run_fast(*world, seed, {&observer, nullptr, nullptr, false});
    progress.record("gantt", Seconds(horizon), "\"rows\":" + observer.rows().dump());
    return played;
  }}}, options);
  if (ended.interrupted) throw CommandError(ExitCode::interrupted, "");
  if (catcher.rows.is_null()) return nullptr;
  json learners = json::array();
  for (std::size_t row = 0; row < catcher.rows.size(); ++row) learners.push_back({{"name", world->learners[row].name}, {"runs", catcher.rows[row]}});
  return {{"seed", seed}, {"hash", world->hash}, {"bin_s", horizon / bins}, {"learners", std::move(learners)}};
}

} // namespace archipelago
