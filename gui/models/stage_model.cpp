#include "gui/models/stage_model.hpp"

#include <QLocale>

namespace archipelago::gui {

void StageModel::clear() {
  beginResetModel();
  progress_ = {};
  endResetModel();
}

// The first row is the screening.
void StageModel::show(const PlanProgress& progress) {
  const int before = rowCount(), after = progress.points > 0 ? 1 + static_cast<int>(progress.stages.size()) : 0;
  if (after < before) return;
  if (after > before) beginInsertRows({}, before, after - 1);
  progress_.screened = progress.screened;
  progress_.points = progress.points;
  progress_.stages = progress.stages;
  if (after > before) endInsertRows();
  if (after > 0) Q_EMIT dataChanged(index(0, 0), index(after - 1, column_count - 1));
}

int StageModel::rowCount(const QModelIndex& parent) const { return parent.isValid() || progress_.points == 0 ? 0 : 1 + static_cast<int>(progress_.stages.size()); }
int StageModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

QVariant StageModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::TextAlignmentRole) return int((index.column() == what ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const QLocale locale;
  if (index.row() == 0) {
    if (index.column() == what) return tr("every point put to the closed form");
    return index.column() == runs ? tr("%1 of %2 points").arg(locale.toString(qlonglong(progress_.screened)), locale.toString(qlonglong(progress_.points))) : tr("%1 %").arg(100 * progress_.screened / progress_.points);
  }
  const PlanStage& stage = progress_.stages[static_cast<std::size_t>(index.row() - 1)];
  if (index.column() == what) return stage.what;
  if (index.column() == done) return tr("%1 %").arg(100 * stage.share, 0, 'f', 0);
  const QString played = tr("%1 of %2 runs").arg(locale.toString(qlonglong(stage.share >= 1 ? stage.runs : stage.ended)), locale.toString(qlonglong(stage.runs)));
  return stage.cached > 0 ? tr("%1, %2 known").arg(played, locale.toString(qlonglong(stage.cached))) : played;
}

QVariant StageModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int((section == what ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == what ? tr("stage") : section == runs ? tr("runs") : tr("done");
}

} // namespace archipelago::gui
