// The stages of a search: what each plays, and how far it is.
#pragma once

#include "gui/client/plan_progress.hpp"

#include <QAbstractTableModel>

namespace archipelago::gui {

class StageModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { what, runs, done, column_count };

  using QAbstractTableModel::QAbstractTableModel;
  void clear();
  void show(const PlanProgress& progress);    // of the same search as before, further on

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  PlanProgress progress_;
};

} // namespace archipelago::gui
