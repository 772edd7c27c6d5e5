#include "gui/pages/catalogue_dialog.hpp"

#include "gui/base/places.hpp"
#include "gui/base/text.hpp"
#include "gui/pages/widgets.hpp"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTextBrowser>

namespace archipelago::gui {

CatalogueDialog::CatalogueDialog(QWidget* parent)
    : QDialog(parent), catalogues_(catalogue_folder()), kind_(new QComboBox), search_(new QLineEdit), table_(new QTableView), entry_(new QTextBrowser), entries_(new QStandardItemModel(this)), shown_(new QSortFilterProxyModel(this)) {
  setWindowTitle(tr("Catalogues"));
  resize(900, 560);
  auto* layout = new QVBoxLayout(this);
  for (const std::string& kind : Catalogues::kinds()) kind_->addItem(to_qt(kind));
  search_->setPlaceholderText(tr("find"));
  search_->setClearButtonEnabled(true);
  layout->addLayout(row({kind_, search_}));
  shown_->setSourceModel(entries_);
  shown_->setFilterKeyColumn(-1);
  shown_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  table_->setModel(shown_);
  set_up_table(*table_);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->horizontalHeader()->setStretchLastSection(true);
  auto* sides = new QSplitter;
  sides->addWidget(table_);
  sides->addWidget(entry_);
  sides->setStretchFactor(0, 3);
  sides->setStretchFactor(1, 2);
  layout->addWidget(sides, 1);
  layout->addLayout(row({button(tr("Copy the name"), [this] {
                           if (table_->currentIndex().isValid()) QApplication::clipboard()->setText(table_->currentIndex().siblingAtColumn(0).data().toString());
                         }, true), button(tr("Close"), [this] { accept(); })}, true));
  connect(kind_, &QComboBox::currentTextChanged, this, &CatalogueDialog::show_kind);
  connect(search_, &QLineEdit::textChanged, shown_, &QSortFilterProxyModel::setFilterFixedString);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CatalogueDialog::show_entry);
  show_kind();
}

void CatalogueDialog::show_kind() {
  entries_->clear();
  entries_->setHorizontalHeaderLabels({tr("name"), tr("what"), tr("date")});
  for (const CatalogueEntry& entry : catalogues_.list(kind_->currentText().toStdString()))
    entries_->appendRow({new QStandardItem(to_qt(entry.name)), new QStandardItem(to_qt(entry.summary)), new QStandardItem(to_qt(entry.date))});
  table_->resizeColumnToContents(0);
  table_->setColumnWidth(1, 260);
  if (!catalogues_.fault().empty()) entry_->setPlainText(to_qt(catalogues_.fault()));
  else if (entries_->rowCount() > 0) table_->selectRow(0);
}

void CatalogueDialog::show_entry() {
  const std::string name = table_->currentIndex().siblingAtColumn(0).data().toString().toStdString();
  const nlohmann::json* entry = catalogues_.show(kind_->currentText().toStdString(), name);
  if (!entry) return;
  QString text = QStringLiteral("<b>%1</b>").arg(to_qt(name).toHtmlEscaped());
  for (const char* key : {"summary", "source", "date"})
    if (entry->contains(key) && (*entry)[key].is_string()) text += QStringLiteral("<p><i>%1</i>: %2</p>").arg(QLatin1String(key), to_qt((*entry)[key].get_ref<const std::string&>()).toHtmlEscaped());
  entry_->setHtml(text + "<pre>" + to_qt(entry->dump(2)).toHtmlEscaped() + "</pre>");
}

} // namespace archipelago::gui
