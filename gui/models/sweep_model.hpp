// The visible points of a study as a table: number, values, figures with intervals, seeds. Sorted here, as a proxy over a hundred
// thousand rows would be slow.
#pragma once

#include "gui/session/sweep_state.hpp"

#include <QAbstractTableModel>

namespace archipelago::gui {

class SweepModel : public QAbstractTableModel {
  Q_OBJECT
public:
  explicit SweepModel(SweepState& state, QObject* parent = nullptr);
  std::ptrdiff_t point(int row) const { return row >= 0 && row < static_cast<int>(rows_.size()) ? static_cast<std::ptrdiff_t>(rows_[static_cast<std::size_t>(row)]) : -1; }
  int row_of(std::ptrdiff_t point) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;   // number, columns of the state, runs
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

private:
  void take();
  void sort_rows();

  SweepState& state_;
  std::shared_ptr<const SweepData> data_;     // that rows_ are of
  std::vector<std::uint32_t> rows_;
  int sorted_by_ = 0;
  Qt::SortOrder order_ = Qt::AscendingOrder;
};

} // namespace archipelago::gui
