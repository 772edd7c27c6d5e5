#include "gui/models/comparison_model.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "reports/figures.hpp"

#include <QBrush>

#include <algorithm>

namespace archipelago::gui {

namespace {

int design_of(int column) { return column <= 1 ? 0 : column / 2; }
bool is_difference(int column) { return column > 1 && column % 2 == 1; }

bool sure(const ComparedCell& cell) { return cell.difference && cell.difference->interval && (cell.difference->interval->first > 0 || cell.difference->interval->second < 0); }

QString difference_text(const ComparedCell& cell, const std::string& unit) {
  if (!cell.difference) return QStringLiteral("–");
  QString text = (cell.difference->value > 0 ? "+" : "") + quantity(*cell.difference, unit);
  if (unit == "share" && text.endsWith(" %")) text = text.chopped(1) + "points";   // of a share: not relative
  return text + (cell.note.isEmpty() ? QString() : QStringLiteral("  ="));
}

} // namespace

void ComparisonModel::show(ComparisonReading comparison) {
  beginResetModel();
  comparison_ = std::move(comparison);
  endResetModel();
}

int ComparisonModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(comparison_.rows.size()); }
int ComparisonModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || comparison_.designs.isEmpty() ? 0 : 2 * static_cast<int>(comparison_.designs.size()); }

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ComparedRow& row = comparison_.rows[static_cast<std::size_t>(index.row())];
  const ComparedCell& cell = row.cells[static_cast<std::size_t>(design_of(index.column()))];
  switch (role) {
  case Qt::DisplayRole:
    if (index.column() == 0) {
      const Figure* figure = find_figure(row.key);
      return figure ? to_qt(figure->title) : to_qt(row.key);
    }
    return is_difference(index.column()) ? difference_text(cell, row.unit) : cell.value ? quantity(*cell.value, row.unit) : tr("unknown");
  case Qt::ToolTipRole: return is_difference(index.column()) && !cell.note.isEmpty() ? cell.note : explanation(row.key);
  case Qt::TextAlignmentRole: return index.column() == 0 ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
  case Qt::ForegroundRole: return is_difference(index.column()) && !sure(cell) ? QVariant(QBrush(palette().muted)) : QVariant();
  default: return {};
  }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  if (section == 0) return tr("figure");
  return is_difference(section) ? tr("difference") : comparison_.designs.value(design_of(section));
}

} // namespace archipelago::gui
