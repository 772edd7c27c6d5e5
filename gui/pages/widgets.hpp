// Small pieces that all pages are made of.
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QString>

#include <functional>

class QAbstractItemModel;
class QPushButton;
class QTableView;
class QToolButton;
class QTreeView;
class QAction;

namespace archipelago::gui {

QLabel* label(const QString& text, const char* role = nullptr);          // role: title, heading, muted, figure, good, warning, bad
void set_role(QWidget* widget, const char* role);
QPushButton* button(const QString& text, const std::function<void()>& pressed, bool primary = false);
QFrame* card(QLayout* content);
void set_up_table(QTableView& table);                                    // alternate rows, whole rows selected, no grid, no row numbers
void stretch_column(QTableView& table, int column);                        // the others as wide as what they hold; also after the model was reset
void wrap_words(QTableView& table);                                      // a long name takes a second line instead of being cut; of some hundred rows at most
void copy_table(QTableView& table);                                      // what is selected, as tab-separated text, to the clipboard
QString csv_of(const QAbstractItemModel& model);                 // what it shows
QHBoxLayout* row(std::initializer_list<QWidget*> widgets, bool stretch_after = false);

// What stands in a page while there is nothing to show: what it is for, and what to do.
QWidget* placeholder(const QString& title, const QString& text, QWidget* action = nullptr);

} // namespace archipelago::gui
