#include "gui/models/form_model.hpp"

#include "gui/base/palette.hpp"
#include "gui/base/text.hpp"
#include "gui/session/scenario_document.hpp"
#include "reports/reading.hpp"
#include "scenarios/check/check_fields.hpp"

#include <nlohmann/json.hpp>

#include <QBrush>
#include <QFont>

namespace archipelago::gui {

using nlohmann::json;

namespace {

void take_values(FormNode& into, FormNode& from) {
  into.given = from.given;
  into.inherited = from.inherited;
  into.container = from.container;
  into.value = std::move(from.value);
  for (std::size_t i = 0; i < into.children.size(); ++i) take_values(*into.children[i], *from.children[i]);
}

} // namespace

FormModel::FormModel(ScenarioDocument& document, QObject* parent) : QAbstractItemModel(parent), document_(document), root_(std::make_unique<FormNode>()) {}

void FormModel::refresh() {
  const auto reading = document_.reading();
  if (!reading || !reading->value) return;    // unreadable text: the form stays as it was
  problems_.clear();
  for (const Problem& problem : reading->reading.problems) problems_.emplace(problem.pointer, to_qt(problem.message));
  protocol_ = text_at(*reading->effective, "protocol.name");
  auto fresh = form_of(*reading->value, *reading->effective);
  if (same_shape(*root_, *fresh)) {           // selection and open branches stay
    take_values(*root_, *fresh);
    tell_changed({});
    return;
  }
  beginResetModel();
  root_ = std::move(fresh);
  endResetModel();
}

void FormModel::tell_changed(const QModelIndex& parent) {
  const int rows = rowCount(parent);
  if (rows == 0) return;
  Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, column_count - 1, parent));
  for (int row = 0; row < rows; ++row) tell_changed(index(row, 0, parent));
}

const FormNode* FormModel::node(const QModelIndex& index) const { return index.isValid() ? static_cast<const FormNode*>(index.internalPointer()) : root_.get(); }

QModelIndex FormModel::index_of(const FormNode& node, int column) const {
  return &node == root_.get() ? QModelIndex() : createIndex(node.row, column, const_cast<FormNode*>(&node));
}
QModelIndex FormModel::index_of(const std::string& pointer) const { return index_of(*node_at(*root_, pointer), 0); }

QModelIndex FormModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, node(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex FormModel::parent(const QModelIndex& child) const {
  const FormNode* above = child.isValid() ? node(child)->parent : nullptr;
  return above ? index_of(*above, 0) : QModelIndex();
}

int FormModel::rowCount(const QModelIndex& parent) const { return parent.column() > 0 ? 0 : static_cast<int>(node(parent)->children.size()); }
int FormModel::columnCount(const QModelIndex&) const { return column_count; }

QString FormModel::problem_of(const FormNode& node) const {
  for (auto found = problems_.lower_bound(node.pointer); found != problems_.end() && found->first.starts_with(node.pointer); ++found)
    if (found->first == node.pointer || found->first[node.pointer.size()] == '/') return found->second;
  return {};
}

QString FormModel::shown_value(const FormNode& node) const {
  if (!node.value.empty()) {
    const json written = json::parse(node.value, nullptr, false);
    if (written.is_string()) return to_qt(written.get_ref<const std::string&>());
    return written.is_number_float() ? QString::number(written.get<double>(), 'g', 12) : to_qt(node.value);
  }
  if (!node.given && !node.inherited) return {};
  if (node.place && node.place->item) return node.children.size() == 1 ? tr("1 item") : tr("%1 items").arg(node.children.size());
  return {};
}

QVariant FormModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const FormNode& at = *node(index);
  const QString problem = problem_of(at);
  switch (role) {
  case Qt::DisplayRole: return index.column() == key ? at.label : index.column() == value ? shown_value(at) : default_text(at, protocol_);
  case Qt::EditRole: return index.column() == value ? shown_value(at) : QVariant();
  case Qt::ToolTipRole: {
    QString text = at.field() ? to_qt(at.field()->help) : tr("no key of the format");
    if (index.column() == fallback) text = default_text(at, protocol_);
    return QStringLiteral("<p style='white-space:normal'>%1%2</p>").arg(problem.isEmpty() ? QString() : "<b>" + problem.toHtmlEscaped() + "</b><br>", text.toHtmlEscaped());
  }
  case Qt::ForegroundRole:
    if (!problem.isEmpty()) return QBrush(palette().bad);
    return index.column() == fallback || !(at.given || at.inherited) ? QBrush(palette().muted) : QVariant();
  case Qt::FontRole: {
    QFont font;
    font.setBold(at.given && index.column() == key && at.parent == root_.get());
    font.setItalic(at.inherited);
    return font;
  }
  case pointer_role: return to_qt(at.pointer);
  case given_role: return at.given || at.inherited || !problem.isEmpty();
  default: return {};
  }
}

QVariant FormModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == key ? tr("key") : section == value ? tr("value") : tr("default");
}

Qt::ItemFlags FormModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractItemModel::flags(index);
  const FormNode& at = *node(index);
  const bool word = at.field() && (at.field()->form != Form::container || !at.field()->words.empty());
  const bool object_there = (at.given || at.inherited) && at.value.empty();
  if (index.isValid() && index.column() == value && word && !object_there) flags |= Qt::ItemIsEditable;
  return flags;
}

std::string FormModel::json_of(const FormNode& node, const QString& typed) {
  const std::string text = typed.trimmed().toStdString();
  const json parsed = json::parse(text, nullptr, false);
  const bool wants_text = node.field() && (node.field()->form == Form::text || node.field()->form == Form::choice || node.field()->form == Form::measure);
  if (!parsed.is_discarded() && (!wants_text || parsed.is_structured())) return text;
  if (!parsed.is_discarded() && node.place && parsed.is_number() && !well_formed(json(text), *node.place) && well_formed(parsed, *node.place)) return text;
  return json(text).dump();
}

QString FormModel::fault_of(const FormNode& node, const QString& typed) {
  if (!node.place) return tr("This is no key of the format: take it away or mend its name.");
  Findings findings;
  check_fields(json::parse(json_of(node, typed), nullptr, false), *node.place, findings);
  if (findings.empty()) return {};
  const Finding& first = findings.front();
  return to_qt(first.message) + (first.nearest.empty() ? QString() : tr("; did you mean %1?").arg(to_qt(first.nearest)));
}

bool FormModel::setData(const QModelIndex& index, const QVariant& typed, int role) {
  if (role != Qt::EditRole || !index.isValid() || index.column() != value) return false;
  const FormNode& at = *node(index);
  const QString text = typed.toString().trimmed();
  if (text == shown_value(at)) return true;
  if (text.isEmpty()) return at.given ? document_.remove(at.pointer) : true;   // back to the default
  if (const QString fault = fault_of(at, text); !fault.isEmpty()) {
    Q_EMIT refused(at.label + ": " + fault);
    return false;
  }
  return document_.set(at.pointer, json_of(at, text));
}

} // namespace archipelago::gui
