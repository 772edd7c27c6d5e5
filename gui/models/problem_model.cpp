#include "gui/models/problem_model.hpp"

#include "gui/base/text.hpp"

namespace archipelago::gui {

void ProblemModel::show(std::vector<Problem> problems) {
  beginResetModel();
  problems_ = std::move(problems);
  endResetModel();
}

int ProblemModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(problems_.size()); }
int ProblemModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

QVariant ProblemModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Problem& problem = problems_[static_cast<std::size_t>(index.row())];
  const QString what = to_qt(problem.message) + (problem.nearest.empty() ? QString() : tr("; did you mean %1?").arg(to_qt(problem.nearest)));
  if (role == Qt::ToolTipRole) return to_qt(format_problem(problem));
  if (role != Qt::DisplayRole) return {};
  if (index.column() == message) return what;
  return (problem.line > 0 ? tr("line %1  ").arg(problem.line) : QString()) + to_qt(problem.pointer);
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == place ? tr("place") : tr("problem");
}

} // namespace archipelago::gui
