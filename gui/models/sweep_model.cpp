#include "gui/models/sweep_model.hpp"

#include "gui/base/text.hpp"

#include <algorithm>

namespace archipelago::gui {

SweepModel::SweepModel(SweepState& state, QObject* parent) : QAbstractTableModel(parent), state_(state) {
  connect(&state, &SweepState::data_changed, this, &SweepModel::take);
  connect(&state, &SweepState::filter_changed, this, &SweepModel::take);
}

void SweepModel::take() {
  beginResetModel();
  data_ = state_.data();
  rows_ = state_.visible();
  sort_rows();
  endResetModel();
}

void SweepModel::sort_rows() {
  if (!data_ || sorted_by_ <= 0 || sorted_by_ > state_.columns()) {
    if (order_ == Qt::DescendingOrder) std::reverse(rows_.begin(), rows_.end());
    return;
  }
  std::vector<double> values(data_->size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = state_.value(sorted_by_ - 1, i);
  const bool up = order_ == Qt::AscendingOrder;
  std::stable_sort(rows_.begin(), rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (std::isnan(values[a]) || std::isnan(values[b])) return !std::isnan(values[a]) && std::isnan(values[b]);   // unknown ones last, either way
    return up ? values[a] < values[b] : values[a] > values[b];
  });
}

void SweepModel::sort(int column, Qt::SortOrder order) {
  sorted_by_ = column;
  order_ = order;
  take();
}

int SweepModel::row_of(std::ptrdiff_t point) const {
  const auto found = std::find(rows_.begin(), rows_.end(), static_cast<std::uint32_t>(point));
  return point < 0 || found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int SweepModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
int SweepModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || !data_ ? 0 : state_.columns() + 2; }

QVariant SweepModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto point = static_cast<std::size_t>(rows_[static_cast<std::size_t>(index.row())]);
  const auto keys = static_cast<int>(data_->keys.size());
  const int column = index.column() - 1;
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && column >= keys && column < state_.columns()) return explanation(data_->figures[static_cast<std::size_t>(column - keys)].key);
  if (role != Qt::DisplayRole) return {};
  if (column < 0) return static_cast<qlonglong>(data_->numbers[point]);
  if (column >= state_.columns()) return data_->failed[point] > 0 ? tr("%1, %2 failed").arg(data_->done[point]).arg(data_->failed[point]) : QString::number(data_->done[point]);
  if (column < keys) {
    const auto& key = data_->keys[static_cast<std::size_t>(column)];
    return key.index[point] < 0 ? QString() : key.words[static_cast<std::size_t>(key.index[point])];
  }
  const SweepFigure& figure = data_->figures[static_cast<std::size_t>(column - keys)];
  if (std::isnan(figure.mean[point])) return QStringLiteral("–");
  FigureReading reading{static_cast<double>(figure.mean[point]), std::nullopt, data_->done[point]};
  const auto half = static_cast<double>(figure.half[point]);
  if (data_->done[point] > 1) reading.interval = std::pair(reading.value - half, reading.value + half);
  return quantity(reading, figure.unit);
}

QVariant SweepModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || !data_ || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
  if (section == 0) return tr("point");
  if (section > state_.columns()) return tr("seeds");
  const QString title = state_.title(section - 1);
  const int figure = section - 1 - static_cast<int>(data_->keys.size());
  if (figure >= 0) return role == Qt::ToolTipRole ? explanation(data_->figures[static_cast<std::size_t>(figure)].key) : title;
  return role == Qt::ToolTipRole ? title : title.section('.', -2);
}

} // namespace archipelago::gui
