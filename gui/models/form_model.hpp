// The scenario as a tree to look at and edit: key, value, default. What is typed is checked by the table before it is taken.
#pragma once

#include "gui/data/form_tree.hpp"
#include "scenarios/format/problem.hpp"

#include <QAbstractItemModel>

#include <map>
#include <memory>

namespace archipelago::gui {

class ScenarioDocument;

class FormModel : public QAbstractItemModel {
  Q_OBJECT
public:
  enum Column { key, value, fallback, column_count };
  static constexpr int pointer_role = Qt::UserRole, given_role = Qt::UserRole + 1;

  explicit FormModel(ScenarioDocument& document, QObject* parent = nullptr);
  void refresh();                             // from the document's reading

  const FormNode* node(const QModelIndex& index) const;
  QModelIndex index_of(const std::string& pointer) const;
  QString problem_of(const FormNode& node) const;   // its own, or what lies below it

  // What is wrong with a text typed at a place; empty: nothing.
  static QString fault_of(const FormNode& node, const QString& typed);
  static std::string json_of(const FormNode& node, const QString& typed);

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& typed, int role) override;

Q_SIGNALS:
  void refused(const QString& reason);        // what was typed was not taken

private:
  QString shown_value(const FormNode& node) const;
  QModelIndex index_of(const FormNode& node, int column) const;
  void tell_changed(const QModelIndex& parent);

  ScenarioDocument& document_;
  std::unique_ptr<FormNode> root_;
  std::map<std::string, QString> problems_;   // by pointer
  std::string protocol_;
};

} // namespace archipelago::gui
