#include "gui/pages/widgets.hpp"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>
#include <QStyle>
#include <QTableView>
#include <QVariant>

#include <algorithm>

namespace archipelago::gui {

namespace {

QString cell(const QAbstractItemModel& model, int row, int column) { return model.index(row, column).data().toString(); }

QString quoted(QString text) {
  if (!text.contains(',') && !text.contains('"') && !text.contains('\n')) return text;
  return '"' + text.replace('"', "\"\"") + '"';
}

} // namespace

QLabel* label(const QString& text, const char* role) {
  auto* result = new QLabel(text);
  if (role) result->setProperty("role", QString::fromLatin1(role));
  return result;
}

void set_role(QWidget* widget, const char* role) {
  widget->setProperty("role", QString::fromLatin1(role));
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

QPushButton* button(const QString& text, const std::function<void()>& pressed, bool primary) {
  auto* result = new QPushButton(text);
  if (primary) result->setProperty("primary", true);
  QObject::connect(result, &QPushButton::clicked, result, pressed);
  return result;
}

QFrame* card(QLayout* content) {
  auto* frame = new QFrame;
  frame->setProperty("card", true);
  content->setContentsMargins(12, 10, 12, 10);
  frame->setLayout(content);
  return frame;
}

void set_up_table(QTableView& table) {
  table.setAlternatingRowColors(true);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setShowGrid(false);
  table.setWordWrap(false);
  table.verticalHeader()->hide();
  table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 9);
  table.horizontalHeader()->setHighlightSections(false);
  table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  auto* copy = new QAction(QObject::tr("Copy"), &table);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  QObject::connect(copy, &QAction::triggered, &table, [&table] { copy_table(table); });
  table.addAction(copy);
  table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

void wrap_words(QTableView& table) {
  table.setWordWrap(true);
  table.verticalHeader()->setMinimumSectionSize(table.verticalHeader()->defaultSectionSize());
  table.verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void stretch_column(QTableView& table, int column) {
  constexpr int least_section = 60;
  QHeaderView* header = table.horizontalHeader();
  const auto set = [header, column] {
    if (column >= header->count()) return;
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setMinimumSectionSize(least_section);   // a short name over shorter words is not cut
    header->setSectionResizeMode(column, QHeaderView::Stretch);
  };
  set();
  QObject::connect(table.model(), &QAbstractItemModel::modelReset, header, set, Qt::QueuedConnection);   // after the header has taken the reset in
}

void copy_table(QTableView& table) {
  QModelIndexList rows = table.selectionModel() ? table.selectionModel()->selectedRows() : QModelIndexList();
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
  QString text;
  for (const QModelIndex& row : rows)
    for (int column = 0; column < table.model()->columnCount(); ++column)
      text += cell(*table.model(), row.row(), column) + (column + 1 < table.model()->columnCount() ? '\t' : '\n');
  if (!text.isEmpty()) QApplication::clipboard()->setText(text);
}

QString csv_of(const QAbstractItemModel& model) {
  QString text;
  for (int column = 0; column < model.columnCount(); ++column)
    text += (column > 0 ? "," : "") + quoted(model.headerData(column, Qt::Horizontal).toString().replace('\n', ' '));
  for (int row = 0; row < model.rowCount(); ++row) {
    text += '\n';
    for (int column = 0; column < model.columnCount(); ++column) text += (column > 0 ? "," : "") + quoted(cell(model, row, column));
  }
  return text + '\n';
}

QHBoxLayout* row(std::initializer_list<QWidget*> widgets, bool stretch_after) {
  auto* layout = new QHBoxLayout;
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  for (QWidget* widget : widgets) layout->addWidget(widget);
  if (stretch_after) layout->addStretch();
  return layout;
}

QWidget* placeholder(const QString& title, const QString& text, QWidget* action) {
  auto* widget = new QWidget;
  auto* layout = new QVBoxLayout(widget);
  layout->addStretch(2);
  QLabel* heading = label(title, "title");
  heading->setAlignment(Qt::AlignHCenter);
  QLabel* words = label(text, "muted");
  words->setAlignment(Qt::AlignHCenter);
  words->setWordWrap(true);
  layout->addWidget(heading);
  layout->addWidget(words);
  if (action) layout->addWidget(action, 0, Qt::AlignHCenter);
  layout->addStretch(3);
  return widget;
}

} // namespace archipelago::gui
