// The figures of the result that is shown, beside every page: values, intervals, definitions.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;
class QSortFilterProxyModel;

namespace archipelago::gui {

class FigureModel;
class Session;

class FiguresDock : public QWidget {
  Q_OBJECT
public:
  explicit FiguresDock(Session& session, QWidget* parent = nullptr);
  QTableView& table() { return *table_; }
  FigureModel& model() { return *figures_; }

private:
  void show_result();
  void show_age();

  Session& session_;
  FigureModel* figures_;
  QSortFilterProxyModel* shown_;
  QTableView* table_;
  QLabel *headline_, *age_;
};

} // namespace archipelago::gui
