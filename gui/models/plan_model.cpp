#include "gui/models/plan_model.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QBrush>
#include <QFont>

#include <limits>

namespace archipelago::gui {

namespace {
enum After { limits, front, seeds, after_count };   // columns behind the figures
}

void PlanModel::show(PlanReading plan) {
  beginResetModel();
  plan_ = std::move(plan);
  endResetModel();
}

int PlanModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(plan_.rows.size()); }
int PlanModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || plan_.figures.empty() ? 0 : 1 + keys() + figures() + after_count; }

QString PlanModel::role_of(int row) const { return row == plan_.winner ? tr("winner") : row == plan_.runner_up ? tr("runner-up") : QString(); }

QVariant PlanModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const PlanRow& row = plan_.rows[static_cast<std::size_t>(index.row())];
  const int column = index.column(), figure = column - 1 - keys(), after = figure - figures();
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ForegroundRole) {
    if (row.seeds == 0) return QBrush(palette().muted);
    return after == limits && row.limits == "misses" ? QVariant(QBrush(palette().bad)) : QVariant();
  }
  if (role == Qt::FontRole && index.row() == plan_.winner) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role == Qt::ToolTipRole) {
    if (figure >= 0 && after < 0) return explanation(plan_.figures[static_cast<std::size_t>(figure)].key);
    return row.seeds == 0 ? QVariant(tr("not played: its forecast is surely behind, or surely misses a limit")) : QVariant();
  }
  if (role != Qt::DisplayRole && role != sort_role) return {};
  if (column == 0) {
    if (role == sort_role) return static_cast<qlonglong>(row.number);
    const QString name = role_of(index.row());
    return name.isEmpty() ? QString::number(row.number) : QStringLiteral("%1  %2").arg(name).arg(row.number);
  }
  if (figure < 0) return row.values[column - 1];
  if (after == limits) return row.limits.isEmpty() ? QStringLiteral("–") : row.limits;
  if (after == front) return row.on_front ? tr("yes") : QString();
  if (after == seeds) return row.seeds;
  const auto& reading = row.figures[static_cast<std::size_t>(figure)];
  if (role == sort_role) return reading ? reading->value : std::numeric_limits<double>::infinity();
  return reading ? quantity(*reading, plan_.figures[static_cast<std::size_t>(figure)].unit) : QStringLiteral("–");
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
  const int figure = section - 1 - keys(), after = figure - figures();
  if (section == 0) return tr("point");
  if (figure < 0) return role == Qt::ToolTipRole ? plan_.keys[section - 1] : plan_.keys[section - 1].section('.', -2);
  if (after < 0) return role == Qt::ToolTipRole ? explanation(plan_.figures[static_cast<std::size_t>(figure)].key) : plan_.figures[static_cast<std::size_t>(figure)].title;
  if (after == limits) return tr("limits");
  return after == front ? tr("on the front") : tr("seeds");
}

} // namespace archipelago::gui
