#include "scenarios/named_model.hpp"

#include "scenarios/build/builders.hpp"
#include "scenarios/check/resolve.hpp"

#include <nlohmann/json.hpp>

namespace archipelago {

NamedModel named_model(const std::string& name, const Catalogues& catalogues) {
  const Document document = Document::from_text(nlohmann::json{{"model", name}}.dump(), name);
  Notes notes;
  const nlohmann::json whole = resolved(document, catalogues, notes.findings);
  World world;
  if (notes.findings.empty()) build_model(Part(whole, field_root(), "", "", notes), world);
  NamedModel out;
  for (const Finding& finding : notes.findings) out.problems.push_back({"", 0, 0, "", finding.message, finding.nearest});
  if (out.problems.empty()) out.model = std::move(world.model);
  return out;
}

} // namespace archipelago
