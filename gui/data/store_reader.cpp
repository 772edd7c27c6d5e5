#include "gui/data/store_reader.hpp"

#include "gui/base/text.hpp"
#include "gui/data/store_connection.hpp"
#include "models/statistics/estimate.hpp"
#include "reports/figures.hpp"

#include <algorithm>
#include <map>

namespace archipelago::gui {

namespace {

constexpr std::size_t first_piece = 1000, piece = 20000;
constexpr const char* shown_figures[] = {"goodput", "compute_utilization", "tokens_per_s", "time_to_target_s", "cost.total_usd", "cost.per_million_tokens_usd", "energy.kwh", "quality.loss"};

class StoreReader {
public:
  StoreReader(const QString& file) : store_(file), data_(std::make_shared<SweepData>()) { data_->file = file; }

  std::shared_ptr<const SweepData> read(const std::function<bool(std::shared_ptr<const SweepData>, double)>& partly) {
    read_points();
    read_values();
    for (const char* key : shown_figures)
      if (has_figure(key)) add_figure(key);
    for (std::size_t from = 0; from < data_->size();) {
      const std::size_t to = std::min(data_->size(), from + (from == 0 ? first_piece : piece));
      for (std::size_t i = from; i < to; ++i) read_runs(i);
      from = to;
      if (partly && from < data_->size() && !partly(std::make_shared<SweepData>(*data_), static_cast<double>(from) / static_cast<double>(data_->size()))) throw StoreProblem{QStringLiteral("Cancelled.")};
    }
    std::erase_if(data_->figures, [](const SweepFigure& figure) { return std::all_of(figure.mean.begin(), figure.mean.end(), [](float mean) { return std::isnan(mean); }); });
    return data_;
  }

private:
  // The study that was written last: its name is the only one in most stores.
  void read_points() {
    StoreQuery studies(store_, "SELECT study, count(*) FROM point GROUP BY study ORDER BY 2 DESC LIMIT 1");
    if (!studies.step()) return;
    study_ = studies.text(0);
    data_->study = to_qt(study_);
    StoreQuery points(store_, "SELECT number, scenario FROM point WHERE study = ? ORDER BY number");
    points.bind(1, study_);
    while (points.step()) {
      data_->numbers.push_back(points.integer(0));
      scenarios_.push_back(points.text(1));
    }
    data_->done.assign(data_->size(), 0);
    data_->failed.assign(data_->size(), 0);
  }

  void read_values() {
    std::map<std::int64_t, std::size_t> place;
    for (std::size_t i = 0; i < data_->size(); ++i) place[data_->numbers[i]] = i;
    std::vector<std::map<std::string, std::int32_t>> known;
    StoreQuery values(store_, "SELECT number, place, key, value FROM param WHERE study = ? ORDER BY number, place");
    values.bind(1, study_);
    while (values.step()) {
      const auto found = place.find(values.integer(0));
      const auto column = static_cast<std::size_t>(values.integer(1));
      if (found == place.end() || column > 1000) continue;
      if (column >= data_->keys.size()) {
        data_->keys.resize(column + 1);
        known.resize(column + 1);
      }
      SweepKey& key = data_->keys[column];
      if (key.key.empty()) {
        key.key = values.text(2);
        key.index.assign(data_->size(), -1);
      }
      const auto [word, fresh] = known[column].try_emplace(values.text(3), static_cast<std::int32_t>(key.words.size()));
      if (fresh) key.words.push_back(to_qt(word->first));
      key.index[found->second] = word->second;
    }
    std::erase_if(data_->keys, [](const SweepKey& key) { return key.key.empty(); });
    for (SweepKey& key : data_->keys) sort_words(key);
  }

  static void sort_words(SweepKey& key) {
    std::vector<std::int32_t> order(key.words.size()), rank(key.words.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return smaller_value(key.words[static_cast<std::size_t>(a)], key.words[static_cast<std::size_t>(b)]); });
    std::vector<QString> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
      rank[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
      sorted.push_back(key.words[static_cast<std::size_t>(order[i])]);
    }
    key.words = std::move(sorted);
    for (std::int32_t& index : key.index) index = index < 0 ? -1 : rank[static_cast<std::size_t>(index)];
  }

  // A figure that none of a few finished runs has is not asked of all.
  bool has_figure(const std::string& key) {
    StoreQuery known(store_, "SELECT 1 FROM metric m JOIN (SELECT scenario FROM run WHERE status = 'done' LIMIT 50) r ON r.scenario = m.scenario WHERE m.key = ? LIMIT 1");
    known.bind(1, key);
    return known.step();
  }

  void add_figure(const char* key) {
    const Figure* figure = find_figure(key);
    if (figure) data_->figures.push_back({key, std::string(figure->unit), to_qt(figure->title), std::vector<float>(data_->size(), missing), std::vector<float>(data_->size(), 0)});
  }

  void read_runs(std::size_t i) {
    counts_.rewind();
    counts_.bind(1, scenarios_[i]);
    while (counts_.step()) (counts_.text(0) == "done" ? data_->done[i] : data_->failed[i]) = static_cast<std::int32_t>(counts_.integer(1));
    data_->runs_done += data_->done[i];
    data_->runs_failed += data_->failed[i];
    if (data_->done[i] == 0) return;
    for (SweepFigure& figure : data_->figures) {
      metric_.rewind();
      metric_.bind(1, scenarios_[i]).bind(2, figure.key);
      std::vector<double> samples;
      while (metric_.step()) samples.push_back(metric_.real(0));
      if (samples.empty()) continue;
      const Estimate estimate = student_estimate(samples);
      figure.mean[i] = static_cast<float>(estimate.mean);
      figure.half[i] = estimate.interval ? static_cast<float>(estimate.interval->half_width()) : 0;
    }
  }

  StoreConnection store_;
  std::shared_ptr<SweepData> data_;
  std::string study_;
  std::vector<std::string> scenarios_;
  StoreQuery counts_{store_, "SELECT status, count(*) FROM run WHERE scenario = ? GROUP BY status"};
  StoreQuery metric_{store_, "SELECT value FROM metric WHERE scenario = ? AND key = ? ORDER BY seed"};
};

} // namespace

StoreReading read_store(const QString& file, const std::function<bool(std::shared_ptr<const SweepData>, double)>& partly) {
  try {
    return {StoreReader(file).read(partly), {}};
  } catch (const StoreProblem& problem) {
    return {nullptr, problem.text};
  } catch (const std::exception& error) {
    return {nullptr, QStringLiteral("Cannot read %1: %2").arg(file, QString::fromUtf8(error.what()))};
  }
}

} // namespace archipelago::gui
