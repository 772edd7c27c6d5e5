#include "gui/pages/form_delegate.hpp"

#include "gui/base/text.hpp"
#include "gui/models/form_model.hpp"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStyle>

namespace archipelago::gui {

namespace {

const FormNode* node_of(const QModelIndex& index) {
  const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
  const QModelIndex source = proxy ? proxy->mapToSource(index) : index;
  const auto* form = qobject_cast<const FormModel*>(source.model());
  return form ? form->node(source) : nullptr;
}

// The catalogue whose names stand at a key.
std::string catalogue_of(const Field& field) {
  if (field.path == "model") return "models";
  if (field.path == "network") return "networks";
  if (field.path == "failures") return "failures";
  return field.path == "learners[].accelerator" ? "accelerators" : "";
}

QStringList words_of(const FormNode& node) {
  QStringList words;
  if (!node.field()) return words;
  for (const std::string& word : node.field()->words) words << to_qt(word);
  if (node.field()->form == Form::flag) words << "true" << "false";
  return words;
}

void mark(QLineEdit& line, const QString& fault) {
  line.setProperty("wrong", !fault.isEmpty());
  line.setToolTip(fault);
  line.style()->unpolish(&line);
  line.style()->polish(&line);
}

} // namespace

QWidget* FormDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const {
  const FormNode* node = node_of(index);
  if (!node) return nullptr;
  const QStringList words = words_of(*node);
  if (!words.isEmpty() && !node->container && (node->field()->form == Form::choice || node->field()->form == Form::flag || node->field()->form == Form::count)) {
    auto* choice = new QComboBox(parent);
    choice->addItem(QString());                // the default
    choice->addItems(words);
    return choice;
  }
  auto* line = new QLineEdit(parent);
  line->setFrame(false);
  line->setPlaceholderText(node->field() ? requirement_text(*node->field()) : QString());
  const std::string kind = node->field() ? catalogue_of(*node->field()) : "";
  if (const QStringList names = kind.empty() ? words : names_(kind) + words; !names.isEmpty()) {
    auto* completer = new QCompleter(names, line);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    line->setCompleter(completer);
  }
  connect(line, &QLineEdit::textChanged, line, [line, node](const QString& typed) { mark(*line, typed.trimmed().isEmpty() ? QString() : FormModel::fault_of(*node, typed)); });
  return line;
}

void FormDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  const QString text = index.data(Qt::EditRole).toString();
  if (auto* choice = qobject_cast<QComboBox*>(editor)) choice->setCurrentText(text);
  else if (auto* line = qobject_cast<QLineEdit*>(editor); line && line->text().isEmpty()) line->setText(text);   // a refresh keeps what is being typed
}

void FormDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
  if (const auto* choice = qobject_cast<QComboBox*>(editor)) model->setData(index, choice->currentText());
  else if (const auto* line = qobject_cast<QLineEdit*>(editor)) model->setData(index, line->text());
}

void FormDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const { editor->setGeometry(option.rect); }

} // namespace archipelago::gui
