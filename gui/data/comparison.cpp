#include "gui/data/comparison.hpp"

#include "gui/base/text.hpp"

#include <nlohmann/json.hpp>

namespace archipelago::gui {

using nlohmann::json;

ComparisonReading read_comparison(const QByteArray& output) {
  ComparisonReading comparison;
  const json document = json::parse(output.constBegin(), output.constEnd(), nullptr, false);
  if (!document.is_object() || !document.contains("designs") || !document.contains("figures")) {
    comparison.problem = QStringLiteral("The program's answer is no comparison: it may be of another version.");
    return comparison;
  }
  for (const json& design : document["designs"])
    if (design.is_string()) comparison.designs << to_qt(design.get_ref<const std::string&>());
  for (const json& figure : document["figures"]) {
    ComparedRow row{text_at(figure, "key"), text_at(figure, "unit"), {}};
    if (!figure.contains("values") || !figure["values"].is_array()) continue;
    for (const json& value : figure["values"]) row.cells.push_back({reading_at(value, "value"), reading_at(value, "difference"), to_qt(text_at(value, "note"))});
    if (static_cast<qsizetype>(row.cells.size()) == comparison.designs.size()) comparison.rows.push_back(std::move(row));
  }
  return comparison;
}

} // namespace archipelago::gui
