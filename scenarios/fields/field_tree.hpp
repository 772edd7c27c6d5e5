// A table of fields as a tree. The scenario format has one, and so has every other document that is read by a table.
#pragma once

#include "scenarios/fields/field.hpp"

#include <deque>

namespace archipelago {

class FieldTree {
public:
  explicit FieldTree(const std::vector<Field>& fields);             // which must outlive the tree
  FieldTree(const FieldTree&) = delete;
  FieldTree& operator=(const FieldTree&) = delete;
  const FieldNode& root() const { return nodes_.front(); }

private:
  FieldNode* fresh() { return &nodes_.emplace_back(); }
  FieldNode* step(FieldNode* node, std::string_view key);
  FieldNode* place(std::string_view path);

  std::deque<FieldNode> nodes_;               // keeps their addresses
};

} // namespace archipelago
