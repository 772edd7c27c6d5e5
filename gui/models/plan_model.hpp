// The points of a plan as a table: number, values, figures with intervals, limits, whether on the front, seeds.
#pragma once

#include "gui/data/plan_reading.hpp"

#include <QAbstractTableModel>

namespace archipelago::gui {

class PlanModel : public QAbstractTableModel {
  Q_OBJECT
public:
  static constexpr int sort_role = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;
  void show(PlanReading plan);
  const PlanReading& plan() const { return plan_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;   // point, keys, figures, limits, front, seeds
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  int keys() const { return static_cast<int>(plan_.keys.size()); }
  int figures() const { return static_cast<int>(plan_.figures.size()); }
  QString role_of(int row) const;             // "winner", "runner-up"

  PlanReading plan_;
};

} // namespace archipelago::gui
