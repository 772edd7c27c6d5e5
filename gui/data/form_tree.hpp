// A scenario as a form: the keys that may stand at each place (scenarios/fields) joined with the values that do.
//
// Keys of the table come in its order, then free names and what is not known; lists have an entry per item. Keys that the present
// protocol does not use, and that are not given, are left out. Values are JSON text, defaults as the table has them.
#pragma once

#include "scenarios/fields/field.hpp"

#include <nlohmann/json_fwd.hpp>

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace archipelago::gui {

struct FormNode {
  std::string name, pointer;                  // name: the key, or an item's number
  QString label;                              // the key, or an item's own name
  const FieldNode* place = nullptr;           // null: an unknown key
  bool given = false;                         // stands in the text
  bool inherited = false;                     // stands in what the text extends
  bool container = false;                     // has keys or items of its own rather than a value
  std::string value;                          // of what is given or inherited: JSON text, of containers only when written as a word
  std::vector<std::unique_ptr<FormNode>> children;
  FormNode* parent = nullptr;
  int row = 0;

  const Field* field() const { return place ? place->field : nullptr; }
};

// `written`: the text's own value; `effective`: with what it extends.
std::unique_ptr<FormNode> form_of(const nlohmann::json& written, const nlohmann::json& effective);

bool same_shape(const FormNode& one, const FormNode& other);
FormNode* node_at(FormNode& root, const std::string& pointer);   // the innermost on the way there

QString default_text(const FormNode& node, const std::string& protocol);   // "24 (H of arXiv 2604.21428)"; empty where there is none
QString requirement_text(const Field& field);                              // "a bandwidth such as "5 Gbps", above 0"

} // namespace archipelago::gui
