#include "gui/data/form_tree.hpp"

#include "gui/base/text.hpp"
#include "scenarios/fields/protocol_fields.hpp"
#include "scenarios/format/problem.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace archipelago::gui {

using nlohmann::json;

namespace {

class Builder {
public:
  explicit Builder(const json& effective) {
    const auto protocol = effective.find("protocol");
    if (protocol != effective.end() && protocol->is_object() && protocol->contains("name") && (*protocol)["name"].is_string())
      protocol_ = protocol_by_name((*protocol)["name"].get_ref<const std::string&>());
  }

  void fill(FormNode& node, const json* written, const json* effective) {
    node.given = written != nullptr;
    node.inherited = !written && effective;
    const json* value = written ? written : effective;
    node.container = node.place && (node.place->takes_object() || node.place->item);
    if (value && !value->is_structured()) node.value = value->dump();
    else if (value && !node.container) node.value = value->dump();
    if (node.place && node.place->item && (!value || value->is_array())) items(node, written, effective);
    else if (node.place && node.place->takes_object()) members(node, written, effective);
  }

private:
  bool used(const FieldNode& place) const { return !protocol_ || !place.field || (place.field->protocols & only(*protocol_)) != 0; }

  static const json* member(const json* value, const std::string& key) {
    if (!value || !value->is_object()) return nullptr;
    const auto found = value->find(key);
    return found == value->end() ? nullptr : &*found;
  }

  FormNode& add(FormNode& parent, std::string name, std::string pointer, const FieldNode* place) {
    auto child = std::make_unique<FormNode>();
    child->label = to_qt(name);
    child->name = std::move(name);
    child->pointer = std::move(pointer);
    child->place = place;
    child->parent = &parent;
    child->row = static_cast<int>(parent.children.size());
    return *parent.children.emplace_back(std::move(child));
  }

  void members(FormNode& node, const json* written, const json* effective) {
    for (const auto& [key, place] : node.place->members) {
      const json *own = member(written, key), *all = member(effective, key);
      if (!own && !all && (!used(*place) || (place->field && place->field->later))) continue;
      fill(add(node, key, pointer_to(node.pointer, key), place), own, all);
    }
    for (const json* value : {effective, written}) {   // free names, and what the table does not know
      if (!value || !value->is_object()) continue;
      for (const auto& [key, part] : value->items()) {
        const auto same = [&key = key](const auto& child) { return child->name == key; };
        if (std::any_of(node.children.begin(), node.children.end(), same)) continue;
        fill(add(node, key, pointer_to(node.pointer, key), node.place->any_member), member(written, key), member(effective, key));
      }
    }
  }

  void items(FormNode& node, const json* written, const json* effective) {
    const json* list = written ? written : effective;
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      FormNode& child = add(node, std::to_string(i), pointer_to(node.pointer, i), node.place->item);
      const json& item = (*list)[i];
      child.label = item.is_object() && item.contains("name") && item["name"].is_string() ? to_qt(item["name"].get_ref<const std::string&>()) : to_qt(child.name);
      fill(child, written ? &item : nullptr, &item);
    }
  }

  std::optional<ProtocolName> protocol_;
};

QString number_text(double value) { return QString::number(value, 'g', 10); }

} // namespace

std::unique_ptr<FormNode> form_of(const json& written, const json& effective) {
  auto root = std::make_unique<FormNode>();
  root->place = &field_root();
  Builder(effective).fill(*root, &written, &effective);
  return root;
}

bool same_shape(const FormNode& one, const FormNode& other) {
  if (one.name != other.name || one.label != other.label || one.children.size() != other.children.size()) return false;
  for (std::size_t i = 0; i < one.children.size(); ++i)
    if (!same_shape(*one.children[i], *other.children[i])) return false;
  return true;
}

FormNode* node_at(FormNode& root, const std::string& pointer) {
  FormNode* node = &root;
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const auto& child : node->children) {
      if (pointer != child->pointer && !pointer.starts_with(child->pointer + "/")) continue;
      node = child.get();
      deeper = true;
      break;
    }
  }
  return node;
}

QString default_text(const FormNode& node, const std::string& protocol) {
  const Field* field = node.field();
  if (!field) return {};
  if (field->path.starts_with("protocol."))
    if (const auto name = protocol_by_name(protocol))
      if (const auto fallback = protocol_fallback(*name, node.name)) return to_qt(fallback->value + " (" + fallback->source + ")");
  if (!field->fallback.empty()) return to_qt(field->fallback + (field->fallback_source.empty() ? "" : " (" + field->fallback_source + ")"));
  if (!field->fallback_rule.empty()) return to_qt(field->fallback_rule);
  return field->required ? QStringLiteral("required") : QString();
}

QString requirement_text(const Field& field) {
  FieldNode alone;
  alone.field = &field;
  QString text = to_qt(expectation(alone));
  const bool least = std::isfinite(field.range.least), most = std::isfinite(field.range.most);
  if (least && most) text += QStringLiteral(", %1%2 to %3").arg(field.range.open ? "above " : "", number_text(field.range.least), number_text(field.range.most));
  else if (least) text += (field.range.open ? QStringLiteral(", above %1") : QStringLiteral(", at least %1")).arg(number_text(field.range.least));
  return text.startsWith(", ") ? text.mid(2) : text;
}

} // namespace archipelago::gui
