#include "gui/pages/spread_columns.hpp"

#include <QAbstractItemModel>
#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <numeric>

namespace archipelago::gui {

ColumnSpreader::ColumnSpreader(QTableView& table) : QObject(&table), table_(table) {
  table.viewport()->installEventFilter(this);
  connect(table.model(), &QAbstractItemModel::modelReset, this, &ColumnSpreader::measure, Qt::QueuedConnection);   // after the header has taken it in
}

bool ColumnSpreader::eventFilter(QObject*, QEvent* event) {
  if (event->type() == QEvent::Resize) share();
  return false;
}

void ColumnSpreader::measure() {
  if (table_.model()->rowCount() >= most_measured) return;
  table_.resizeColumnsToContents();
  natural_.clear();
  for (int column = 0; column < table_.model()->columnCount(); ++column) natural_.push_back(table_.columnWidth(column));
  share();
}

void ColumnSpreader::share() {
  const auto count = static_cast<int>(natural_.size());
  if (count == 0 || count != table_.model()->columnCount()) return;
  const int rest = std::max(0, table_.viewport()->width() - std::accumulate(natural_.begin(), natural_.end(), 0));
  for (int column = 0; column < count; ++column) table_.setColumnWidth(column, natural_[static_cast<std::size_t>(column)] + rest / count);
}

} // namespace archipelago::gui
