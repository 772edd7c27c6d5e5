// The catalogues to browse: what there is, where it comes from, and its name to take.
#pragma once

#include <QDialog>

#include "scenarios/catalogue.hpp"

class QComboBox;
class QLineEdit;
class QTextBrowser;
class QTableView;
class QStandardItemModel;
class QSortFilterProxyModel;

namespace archipelago::gui {

class CatalogueDialog : public QDialog {
  Q_OBJECT
public:
  explicit CatalogueDialog(QWidget* parent = nullptr);

private:
  void show_kind();
  void show_entry();

  Catalogues catalogues_;
  QComboBox* kind_;
  QLineEdit* search_;
  QTableView* table_;
  QTextBrowser* entry_;
  QStandardItemModel* entries_;
  QSortFilterProxyModel* shown_;
};

} // namespace archipelago::gui
