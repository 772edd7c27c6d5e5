#include "scenarios/fields/field_tree.hpp"

#include <algorithm>

namespace archipelago {

FieldTree::FieldTree(const std::vector<Field>& fields) {
  nodes_.emplace_back();
  for (const Field& field : fields) place(field.path)->field = &field;
}

FieldNode* FieldTree::step(FieldNode* node, std::string_view key) {
  if (key == "*") {
    if (!node->any_member) node->any_member = fresh();
    return node->any_member;
  }
  for (const auto& [name, known] : node->members)
    if (name == key) return known;
  return node->members.emplace_back(key, fresh()).second;
}

FieldNode* FieldTree::place(std::string_view path) {
  FieldNode* node = &nodes_.front();
  while (!path.empty()) {
    if (path.starts_with("[]")) {
      if (!node->item) node->item = fresh();
      node = node->item;
      path.remove_prefix(2);
    } else {
      if (path.starts_with('.')) path.remove_prefix(1);
      const auto end = std::min(path.find_first_of(".["), path.size());
      node = step(node, path.substr(0, end));
      path.remove_prefix(end);
    }
  }
  return node;
}

} // namespace archipelago
