#include "gui/pages/item_form.hpp"

#include "gui/base/text.hpp"
#include "gui/data/scenario_key.hpp"
#include "gui/models/form_model.hpp"
#include "gui/pages/widgets.hpp"
#include "gui/session/session.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json.hpp>

#include <QFormLayout>
#include <QLineEdit>
#include <QStyle>

#include <algorithm>

namespace archipelago::gui {

using nlohmann::json;

ItemForm::ItemForm(Session& session, QWidget* parent) : QWidget(parent), session_(session), form_(new QFormLayout(this)) {
  form_->setContentsMargins(0, 0, 0, 0);
  form_->setVerticalSpacing(5);
  form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void ItemForm::show(const QString& title, const std::vector<std::string>& objects, const std::vector<std::string>& extra) {
  title_ = title;
  objects_ = objects;
  extra_ = extra;
  refresh();
}

void ItemForm::refresh() {
  if (const auto* line = qobject_cast<QLineEdit*>(focusWidget()); line && line->hasFocus() && line->isModified()) return;   // something is being typed
  while (form_->rowCount() > 0) form_->removeRow(0);
  if (title_.isEmpty()) return;
  form_->addRow(label(title_, "heading"));
  for (const std::string& pointer : objects_) add_object(pointer);
}

void ItemForm::add_object(const std::string& pointer) {
  const auto reading = session_.scenario().reading();
  if (!reading || !reading->effective) return;
  const json* object = value_at(*reading->effective, pointer);
  const json* own = reading->value ? value_at(*reading->value, pointer) : nullptr;
  if (!object || !object->is_object()) return;
  if (objects_.size() > 1) form_->addRow(label(to_qt(object->value("name", "")), "muted"));
  std::vector<std::string> keys;
  if (const FieldNode* place = field_at(pointer))
    for (const auto& [key, member] : place->members)
      if ((object->contains(key) && !(*object)[key].is_structured()) || std::find(extra_.begin(), extra_.end(), key) != extra_.end()) keys.push_back(key);
  for (const std::string& key : keys) {
    const auto value = object->find(key);
    if (value != object->end() && value->is_structured()) continue;
    add_line(pointer, key, value == object->end() ? QString() : value->is_string() ? to_qt(value->get_ref<const std::string&>()) : to_qt(value->dump()), value != object->end() && !own);
  }
}

void ItemForm::add_line(const std::string& pointer, const std::string& key, const QString& value, bool inherited) {
  auto* line = new QLineEdit(value);
  FormNode node;
  node.name = key;
  node.pointer = pointer_to(pointer, key);
  node.place = field_at(node.pointer);
  const Field* field = node.place ? node.place->field : nullptr;
  line->setReadOnly(inherited);
  line->setPlaceholderText(field ? default_text(node, "") : QString());
  line->setToolTip(field ? QStringLiteral("<p style='white-space:normal'>%1<br>%2</p>").arg(to_qt(field->help).toHtmlEscaped(), requirement_text(*field).toHtmlEscaped()) : QString());
  line->setAccessibleName(QString::fromStdString(key));
  line->setObjectName(QString::fromStdString(key));
  const auto fault = [place = node.place](const QString& typed) {
    FormNode here;
    here.place = place;
    return typed.trimmed().isEmpty() ? QString() : FormModel::fault_of(here, typed);
  };
  connect(line, &QLineEdit::textChanged, line, [line, fault](const QString& typed) {
    line->setProperty("wrong", !fault(typed).isEmpty());
    line->style()->unpolish(line);
    line->style()->polish(line);
  });
  connect(line, &QLineEdit::editingFinished, this, [this, line, fault, place = node.place, target = node.pointer] {
    if (!line->isModified()) return;
    line->setModified(false);
    const QString typed = line->text().trimmed();
    if (const QString wrong = fault(typed); !wrong.isEmpty()) return session_.say(wrong, true);
    FormNode here;
    here.place = place;
    typed.isEmpty() ? session_.scenario().remove(target) : session_.scenario().set(target, FormModel::json_of(here, typed));
  });
  form_->addRow(QString::fromStdString(key).replace('_', ' '), line);
}

} // namespace archipelago::gui
