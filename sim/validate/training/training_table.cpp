#include "sim/validate/training/training_table.hpp"

#include "sim/validate/training/asked_tables.hpp"
#include "sim/validate/training/baselines.hpp"
#include "sim/validate/training/ranking.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <memory>

namespace archipelago {

namespace {

struct FileTarget { const char* file; double median, ninetieth; };
constexpr FileTarget targets[] = {{"e2e_mpt_fsdp__llm_foundry", 0.07, 0.18}, {"e2e_nvidia_megatron_bridge", 0.07, 0.18},
                                  {"e2e_mlperf_training", 0.07, 0.18},       {"e2e_a100_multinode__vtrain", 0.07, 0.18},
                                  {"e2e_tpu_maxtext", 0.15, INFINITY}};

struct FrameworkErrors {
  std::vector<double> ours, mfu, ours_new, nearest_new, blind;
};

void add_blind(const std::vector<EfficiencyGroup>& groups, const EfficiencyGroup& group, const AskedStep& step, std::vector<double>& errors) {
  for (const EfficiencyGroup& other : groups)
    if (other.framework == group.framework && other.device != group.device) errors.push_back(std::fabs(step.error(other.alone)));
}

void add_row(ValidationTable& table, const AskedStep& step, double efficiency, RowKind kind) {
  const MeasuredStep& measured = *step.measured;
  table.rows.push_back({table.name, measured.key, measured.time.value, step.predicted(efficiency).value, "s",
                        measured.shown_because.empty() ? kind : RowKind::shown, measured.file, {}});
}

void judge_file(ValidationTable& table, const std::string& file, const FrameworkErrors& errors) {
  const auto judge = [&](const std::string& what, double value, double at_most, std::size_t rows) {
    if (rows > 0 && std::isfinite(at_most)) table.judgements.push_back({what + ", " + file, 100 * value, 100 * at_most, "%", rows});
  };
  for (const FileTarget& target : targets) {
    if (file != target.file) continue;
    judge("median error", median_of(errors.ours), target.median, errors.ours.size());
    judge("90th percentile", quantile_of(errors.ours, 0.9), target.ninetieth, errors.ours.size());
    judge("median error with another device's factor", median_of(errors.blind), 0.25, errors.blind.size());
  }
  judge("median error, at most a constant MFU's", median_of(errors.ours), median_of(errors.mfu), errors.ours.size());
  judge("median error on new models or sizes, at most the nearest row's", median_of(errors.ours_new), median_of(errors.nearest_new),
        errors.ours_new.size());
}

void judge_layouts(ValidationTable& table, const std::vector<LayoutGroup>& groups) {
  if (groups.empty()) return;
  std::size_t missed = 0;
  std::vector<double> regrets;
  for (const LayoutGroup& group : groups) {
    missed += group.place_of_best > 3;
    regrets.push_back(group.regret);
  }
  const double share = static_cast<double>(missed) / static_cast<double>(groups.size());
  table.judgements.push_back({"groups of layouts whose best is not in our first three", 100 * share, 20, "%", groups.size()});
  table.judgements.push_back({"median regret of our first layout", 100 * median_of(regrets), 5, "%", groups.size()});
}

} // namespace

ValidationTable training_table(const TrainingRequest& request) {
  ValidationTable table;
  table.name = "training";
  table.title = "Training steps: one efficiency per device and framework on a quarter of the configurations, the rest predicted";
  table.target.measure = ErrorMeasure::relative;
  const auto asked = request.data ? std::make_unique<AskedTables>(*request.data, request.scenarios) : nullptr;
  table.data_here = asked && !asked->steps().empty();
  if (!table.data_here) return table;
  table.notes = asked->notes();
  table.notes.push_back("overlaps, extra traffic, host times and bytes of clamped gates of each software were chosen with these tables in view: their rows are not "
                        "blind to them; fine-tuning of adapters (LoRA) counts as a framework of its own");
  const auto groups = fit_efficiencies(asked->steps(), request.share, request.seed);
  std::map<std::string, FrameworkErrors> by_file;
  std::vector<LayoutGroup> layouts;
  for (const EfficiencyGroup& group : groups) {
    std::vector<double> residual;
    for (const AskedStep& step : group.fitted) add_row(table, step, group.efficiency, RowKind::fitted);
    for (const AskedStep& step : group.held) {
      add_row(table, step, group.efficiency, RowKind::predicted);
      if (!step.measured->shown_because.empty()) continue;
      FrameworkErrors& errors = by_file[step.measured->file];
      errors.ours.push_back(std::fabs(step.error(group.efficiency)));
      residual.push_back(errors.ours.back());
      errors.mfu.push_back(std::fabs(constant_mfu(group, step) / step.measured->time - 1));
      add_blind(groups, group, step, errors.blind);
      if (!is_new(group, step)) continue;
      errors.ours_new.push_back(errors.ours.back());
      errors.nearest_new.push_back(std::fabs(nearest_row(group, step) / step.measured->time - 1));
    }
    const std::string others = residual.empty() ? "none predicted" : fmt::format("median error of {} others {:.1f} %", residual.size(), 100 * median_of(residual));
    table.notes.push_back(fmt::format("efficiency of {} on {}: {:.3f}, fitted on {} rows; {}", group.framework, group.device, group.efficiency,
                                      group.fitted.size(), others));
    std::vector<AskedStep> all = group.fitted;
    all.insert(all.end(), group.held.begin(), group.held.end());
    const auto ranked = rank_layouts(all, group.efficiency, 6);
    layouts.insert(layouts.end(), ranked.begin(), ranked.end());
  }
  for (const auto& [file, errors] : by_file) judge_file(table, file, errors);
  judge_layouts(table, layouts);
  return table;
}

} // namespace archipelago
