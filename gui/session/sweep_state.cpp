#include "gui/session/sweep_state.hpp"

#include "gui/base/text.hpp"
#include "gui/data/store_reader.hpp"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace archipelago::gui {

void SweepState::open(const QString& file) {
  file_ = file;
  fresh_file_ = true;
  ranges_.clear();
  words_.clear();
  chosen_ = -1;
  start();
}

void SweepState::refresh() {
  if (!reading_ && !file_.isEmpty()) start();
}

void SweepState::start() {
  reading_ = true;
  const int number = latest_.next();
  const QPointer<SweepState> self(this);
  const bool show_parts = fresh_file_;
  const auto partly = [self, this, number, show_parts](std::shared_ptr<const SweepData> part, double) {
    if (show_parts) post(qApp, [self, this, number, part = std::move(part)] { if (self && latest_.is(number)) show(part); });
    return true;
  };
  in_background(this, [file = file_, partly] { return read_store(file, partly); }, [this, number](const StoreReading& read) {
    if (!latest_.is(number)) return;
    reading_ = fresh_file_ = false;
    if (read.data) show(read.data);
    else Q_EMIT failed(read.problem);
  });
}

void SweepState::show(std::shared_ptr<const SweepData> data) {
  data_ = std::move(data);
  if (chosen_ >= static_cast<std::ptrdiff_t>(data_->size())) chosen_ = -1;
  filter();
  Q_EMIT data_changed();
}

int SweepState::columns() const { return data_ ? static_cast<int>(data_->keys.size() + data_->figures.size()) : 0; }

QString SweepState::title(int column) const {
  const auto keys = static_cast<int>(data_->keys.size());
  return column < keys ? to_qt(data_->keys[static_cast<std::size_t>(column)].key) : data_->figures[static_cast<std::size_t>(column - keys)].title;
}

double SweepState::value(int column, std::size_t point) const {
  const auto keys = static_cast<int>(data_->keys.size());
  if (column >= keys) return static_cast<double>(data_->figures[static_cast<std::size_t>(column - keys)].mean[point]);
  const std::int32_t index = data_->keys[static_cast<std::size_t>(column)].index[point];
  return index < 0 ? std::nan("") : index;
}

void SweepState::set_range(int column, SweepRange range) {
  ranges_[column] = range;
  filter();
  Q_EMIT filter_changed();
}
void SweepState::clear_range(int column) {
  ranges_.erase(column);
  filter();
  Q_EMIT filter_changed();
}
void SweepState::clear_ranges() {
  ranges_.clear();
  words_.clear();
  filter();
  Q_EMIT filter_changed();
}
void SweepState::set_words(const QString& words) {
  words_ = words;
  filter();
  Q_EMIT filter_changed();
}

void SweepState::filter() {
  visible_.clear();
  if (!data_) return;
  const QStringList words = words_.split(' ', Qt::SkipEmptyParts);
  // Which values of each key hold a word is found once, not per point.
  std::vector<std::vector<std::vector<bool>>> holds(static_cast<std::size_t>(words.size()));
  for (qsizetype w = 0; w < words.size(); ++w)
    for (const SweepKey& key : data_->keys) {
      std::vector<bool>& fits = holds[static_cast<std::size_t>(w)].emplace_back();
      for (const QString& value : key.words) fits.push_back(value.contains(words[w], Qt::CaseInsensitive));
    }
  const auto has = [&](const std::vector<std::vector<bool>>& fits, std::size_t point) {
    for (std::size_t k = 0; k < fits.size(); ++k)
      if (const auto index = data_->keys[k].index[point]; index >= 0 && fits[k][static_cast<std::size_t>(index)]) return true;
    return false;
  };
  for (std::size_t i = 0; i < data_->size(); ++i) {
    bool passes = std::all_of(holds.begin(), holds.end(), [&](const auto& fits) { return has(fits, i); });
    for (const auto& [column, range] : ranges_) {
      if (!passes || column >= columns()) break;
      const double at = value(column, i);
      passes = at >= range.least && at <= range.most;
    }
    if (passes) visible_.push_back(static_cast<std::uint32_t>(i));
  }
}

void SweepState::choose(std::ptrdiff_t point) {
  if (point == chosen_) return;
  chosen_ = point;
  Q_EMIT chosen_changed();
}

} // namespace archipelago::gui
