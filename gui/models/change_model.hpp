// Single changes of a scenario as a table: what is changed, and what that brings, with intervals of the paired differences.
#pragma once

#include "gui/session/change_runner.hpp"

#include <QAbstractTableModel>

namespace archipelago::gui {

class ChangeModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { change, goodput, goodput_difference, token_rate, cost, column_count };
  static constexpr int sort_role = Qt::UserRole, good_role = Qt::UserRole + 1;

  explicit ChangeModel(const ChangeRunner& runner, QObject* parent = nullptr);
  static std::vector<std::string> figures();  // that the runner must keep
  void reset();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  std::optional<FigureReading> difference(const PlayedChange& played, int column) const;
  QString text(const PlayedChange& played, int row, int column) const;

  const ChangeRunner& runner_;
  int rows_ = 0;
};

} // namespace archipelago::gui
