#include "gui/models/figure_model.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <nlohmann/json.hpp>

#include <QBrush>

namespace archipelago::gui {

void FigureModel::show(const std::shared_ptr<const RunResult>& result) {
  beginResetModel();
  figures_ = result ? scalar_figures(*result->document) : std::vector<ShownFigure>{};
  endResetModel();
}

int FigureModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(figures_.size()); }
int FigureModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

QVariant FigureModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ShownFigure& figure = figures_[static_cast<std::size_t>(index.row())];
  switch (role) {
  case Qt::DisplayRole:
    if (index.column() == title) return figure.title;
    if (!figure.reading) return index.column() == value ? tr("unknown") : QString();
    return index.column() == value ? quantity(FigureReading{figure.reading->value, std::nullopt, 1}, figure.unit) : gui::interval(*figure.reading, figure.unit);
  case Qt::ToolTipRole: return explanation(figure.key) + (figure.needs.isEmpty() ? QString() : tr("<p>needs %1</p>").arg(figure.needs.toHtmlEscaped()));
  case Qt::TextAlignmentRole: return index.column() == value ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
  case Qt::ForegroundRole: return figure.reading && index.column() != interval ? QVariant() : QBrush(palette().muted);
  case key_role: return to_qt(figure.key);
  default: return {};
  }
}

QVariant FigureModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int((section == value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == title ? tr("figure") : section == value ? tr("value") : tr("90 % interval");
}

} // namespace archipelago::gui
