// The figures of a result as a table: name, value, interval; what each means in its tooltip; what an unknown one needs.
#pragma once

#include "gui/data/run_result.hpp"

#include <QAbstractTableModel>

#include <memory>

namespace archipelago::gui {

class FigureModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { title, value, interval, column_count };
  static constexpr int key_role = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;
  void show(const std::shared_ptr<const RunResult>& result);
  const std::vector<ShownFigure>& figures() const { return figures_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  std::vector<ShownFigure> figures_;
};

} // namespace archipelago::gui
