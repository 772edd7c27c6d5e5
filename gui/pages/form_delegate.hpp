// Editors of the form: a list of words where words are due, else a line that turns red while what is typed is not allowed.
#pragma once

#include <QStyledItemDelegate>

namespace archipelago::gui {

class FormDelegate : public QStyledItemDelegate {
  Q_OBJECT
public:
  FormDelegate(QStringList (*names)(const std::string& kind), QObject* parent) : QStyledItemDelegate(parent), names_(names) {}

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
  QStringList (*names_)(const std::string& kind);   // of catalogue entries
};

} // namespace archipelago::gui
