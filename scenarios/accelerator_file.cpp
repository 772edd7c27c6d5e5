#include "scenarios/accelerator_file.hpp"

#include "scenarios/build/build_accelerator.hpp"
#include "scenarios/check/check_fields.hpp"
#include "scenarios/format/document.hpp"
#include "scenarios/format/nearest.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

nlohmann::json with_base(const nlohmann::json& own, const Catalogues& catalogues, Findings& findings) {
  if (!own.contains("base") || !own["base"].is_string()) return own;
  const std::string name = own["base"];
  const nlohmann::json* entry = catalogues.show("accelerators", name);
  if (!entry) {
    const std::string fault = catalogues.fault().empty() ? "" : "; " + catalogues.fault();
    findings.push_back({"/base", fmt::format("no accelerator named \"{}\" in the catalogue{}", name, fault), nearest_name(name, catalogues.names("accelerators"))});
    return own;
  }
  nlohmann::json whole = *entry;
  whole.erase("summary");
  whole["name"] = name;
  whole.update(own);
  whole.erase("base");
  return whole;
}

} // namespace

AcceleratorFile read_accelerator(const std::filesystem::path& file, const Catalogues& catalogues) {
  AcceleratorFile out;
  const Document document = Document::from_file(file);
  if (!document.readable()) {
    out.problems = document.placed({});
    return out;
  }
  const FieldNode& node = *field_root().member("learners")->item->member("accelerator");
  Notes notes;
  const nlohmann::json whole = with_base(document.value, catalogues, notes.findings);
  check_fields(whole, node, notes.findings);
  for (const char* key : {"peak_bf16", "memory", "memory_bandwidth", "interconnect"})
    if (!whole.contains(key) && !document.value.contains("base"))
      notes.findings.push_back({"", fmt::format("\"{}\" is missing: {}", key, node.member(key)->field->help), ""});
  Accelerator accelerator = build_accelerator(Part(whole, node, "", file.stem().string(), notes));
  if (!whole.contains("name")) accelerator.name = file.stem().string();
  out.problems = document.placed(notes.findings);
  if (out.problems.empty()) out.accelerator = std::move(accelerator);
  return out;
}

} // namespace archipelago
