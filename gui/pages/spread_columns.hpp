// Columns as wide as what they hold; where a table is wider than that, they share the rest.
#pragma once

#include <QObject>

#include <vector>

class QTableView;

namespace archipelago::gui {

class ColumnSpreader : public QObject {
  Q_OBJECT
public:
  explicit ColumnSpreader(QTableView& table);   // of the model that it has
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  static constexpr int most_measured = 5000;  // rows: measuring more takes too long
  void measure();
  void share();

  QTableView& table_;
  std::vector<int> natural_;                  // widths
};

} // namespace archipelago::gui
