#include "scenarios/catalogue_accelerator.hpp"

#include "scenarios/build/build_accelerator.hpp"
#include "scenarios/fields/field.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

std::optional<Accelerator> catalogue_accelerator(const Catalogues& catalogues, const std::string& name) {
  const nlohmann::json* entry = catalogues.show("accelerators", name);
  if (!entry) return std::nullopt;
  const FieldNode* node = field_root().member("learners")->item->member("accelerator");
  Notes notes;
  Accelerator accelerator = build_accelerator(Part(*entry, *node, "", name, notes));
  accelerator.name = name;
  return accelerator;
}

} // namespace archipelago
