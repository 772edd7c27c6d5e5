// Designs side by side: a row per figure; each design after the first has its value and its paired difference.
#pragma once

#include "gui/data/comparison.hpp"

#include <QAbstractTableModel>

namespace archipelago::gui {

class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT
public:
  using QAbstractTableModel::QAbstractTableModel;
  void show(ComparisonReading comparison);
  const ComparisonReading& comparison() const { return comparison_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;   // figure, first design, then value and difference of each other
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  ComparisonReading comparison_;
};

} // namespace archipelago::gui
