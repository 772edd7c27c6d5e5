#include "gui/models/change_model.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"

#include <QBrush>

#include <cmath>

namespace archipelago::gui {

namespace {

constexpr double unknown_last = -1e299;
constexpr const char *goodput_key = "goodput", *rate_key = "tokens_per_s", *cost_key = "cost.per_million_tokens_usd";

// In points of a share, or relative to the base: so that a change of any size can be read.
QString points(const FigureReading& difference) {
  const auto text = [](double value) { return QString::number(100 * value, 'f', 2); };
  const QString mean = (difference.value >= 0 ? "+" : "") + text(difference.value);
  return difference.interval ? QObject::tr("%1 ± %2 points").arg(mean, text((difference.interval->second - difference.interval->first) / 2)) : QObject::tr("%1 points").arg(mean);
}

QString percent(const FigureReading& difference, double base) {
  if (base == 0) return QStringLiteral("–");
  const auto text = [base](double value) { return QString::number(100 * value / base, 'f', 2); };
  const QString mean = (difference.value / base >= 0 ? "+" : "") + text(difference.value);
  return difference.interval ? QObject::tr("%1 ± %2 %").arg(mean, text((difference.interval->second - difference.interval->first) / 2)) : mean + " %";
}

bool leaves_out_zero(const std::optional<FigureReading>& difference) {
  if (!difference || !difference->interval) return false;
  const auto& [low, high] = *difference->interval;
  return low > 0 || high < 0;
}

} // namespace

ChangeModel::ChangeModel(const ChangeRunner& runner, QObject* parent) : QAbstractTableModel(parent), runner_(runner) {
  connect(&runner, &ChangeRunner::changed, this, [this](int row) {
    if (rows_ != static_cast<int>(runner_.changes().size())) return reset();
    if (row == 0) Q_EMIT dataChanged(index(0, 0), index(rows_ - 1, column_count - 1));   // all differences are to it
    else Q_EMIT dataChanged(index(row, 0), index(row, column_count - 1));
  });
}

std::vector<std::string> ChangeModel::figures() { return {goodput_key, rate_key, cost_key}; }

void ChangeModel::reset() {
  beginResetModel();
  rows_ = static_cast<int>(runner_.changes().size());
  endResetModel();
}

int ChangeModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }
int ChangeModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

std::optional<FigureReading> ChangeModel::difference(const PlayedChange& played, int column) const {
  const char* key = column == token_rate ? rate_key : column == cost ? cost_key : goodput_key;
  return &played == &runner_.changes().front() ? std::nullopt : played.difference(runner_.changes().front(), key);
}

QString ChangeModel::text(const PlayedChange& played, int row, int column) const {
  if (column == change) return played.change.words;
  if (played.state == PlayedChange::State::waiting) return column == goodput ? tr("waiting") : QString();
  if (played.state == PlayedChange::State::playing) return column == goodput ? tr("playing …") : QString();
  if (played.state == PlayedChange::State::failed) return column == goodput ? tr("failed") : played.problem.section('\n', 0, 0);
  if (column == goodput) return played.figure(goodput_key) ? quantity(*played.figure(goodput_key), "share") : QStringLiteral("–");
  if (row == 0) {
    const auto value = column == token_rate ? played.figure(rate_key) : column == cost ? played.figure(cost_key) : std::nullopt;
    return value ? quantity(*value, column == token_rate ? "tokens/s" : "USD") : QString();
  }
  const auto found = difference(played, column);
  if (!found) return QStringLiteral("–");
  if (column == goodput_difference) return points(*found);
  const auto base = runner_.changes().front().figure(column == token_rate ? rate_key : cost_key);
  return base ? percent(*found, base->value) : QStringLiteral("–");
}

QVariant ChangeModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= static_cast<int>(runner_.changes().size())) return {};
  const PlayedChange& played = runner_.changes()[static_cast<std::size_t>(index.row())];
  const auto found = index.column() == change || index.column() == goodput ? std::nullopt : difference(played, index.column());
  const bool sure = leaves_out_zero(found);
  switch (role) {
  case Qt::DisplayRole: return text(played, index.row(), index.column());
  case Qt::ToolTipRole: {
    if (!played.problem.isEmpty()) return played.problem;
    if (index.column() == change) return played.change.overrides.join('\n');
    return explanation(index.column() == token_rate ? rate_key : index.column() == cost ? cost_key : goodput_key);
  }
  case Qt::TextAlignmentRole: return index.column() == change ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
  case Qt::ForegroundRole:
    if (!sure) return found ? QVariant(QBrush(palette().muted)) : QVariant();   // may be no difference at all
    return QBrush((found->value > 0) == (index.column() != cost) ? palette().good : palette().bad);
  case sort_role: {
    if (index.row() == 0) return index.column() == change ? QVariant(QString()) : QVariant(1e300);
    if (index.column() == change) return played.change.words;
    if (index.column() == goodput) {
      const auto value = played.figure(goodput_key);
      return value.has_value() ? value->value : unknown_last;
    }
    if (!found.has_value()) return unknown_last;
    return index.column() == cost ? -found->value : found->value;
  }
  default: return {};
  }
}

QVariant ChangeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role == Qt::TextAlignmentRole) return int((section == change ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  constexpr const char* titles[] = {"one change", "goodput", "goodput", "token rate", "cost per million tokens"};
  return section == goodput_difference ? tr("change of goodput") : tr(titles[section]);
}

} // namespace archipelago::gui
