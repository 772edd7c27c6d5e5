// What is wrong with the scenario: one row each, with its place.
#pragma once

#include "scenarios/format/problem.hpp"

#include <QAbstractTableModel>

#include <vector>

namespace archipelago::gui {

class ProblemModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { place, message, column_count };

  using QAbstractTableModel::QAbstractTableModel;
  void show(std::vector<Problem> problems);
  const Problem& problem(int row) const { return problems_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  std::vector<Problem> problems_;
};

} // namespace archipelago::gui
