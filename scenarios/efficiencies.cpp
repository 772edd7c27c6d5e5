#include "scenarios/efficiencies.hpp"

#include "scenarios/profile_values.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

namespace archipelago {

using nlohmann::json;

namespace {

constexpr const char* format_name = "archipelago-efficiencies/1";

Efficiency efficiency_from(const ProfileObject& o) {
  return {o.text("framework"), o.text("accelerator"), o.positive("efficiency"), residual_from(o.object("residual")), o.text("source"), o.text("date")};
}

void find_repeats(const std::vector<Efficiency>& entries, Findings& findings) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (!seen.emplace(entries[i].framework, entries[i].accelerator).second)
      findings.push_back({pointer_to("/efficiencies", i),
                          fmt::format("a second factor of {} on {}; one is expected", entries[i].framework, entries[i].accelerator), "", false});
}

} // namespace

json efficiencies_document(const EfficiencyCatalogue& catalogue) {
  json out{{"format", format_name}, {"made_by", catalogue.made_by}, {"efficiencies", json::array()}};
  for (const Efficiency& entry : catalogue.entries)
    out["efficiencies"].push_back({{"framework", entry.framework}, {"accelerator", entry.accelerator}, {"efficiency", rounded(entry.efficiency)},
                                   {"residual", residual_document(entry.residual)}, {"source", entry.source}, {"date", entry.date}});
  return out;
}

std::string efficiencies_text(const EfficiencyCatalogue& catalogue) { return laid_out(efficiencies_document(catalogue)); }

std::optional<EfficiencyCatalogue> efficiencies_from(const json& document, Findings& findings) {
  const std::size_t before = findings.size();
  const ProfileObject root(document, "", findings);
  if (root.text("format") != format_name) findings.push_back({"/format", fmt::format("\"{}\" is expected", format_name), "", false});
  EfficiencyCatalogue catalogue{root.texts("made_by"), root.items<Efficiency>("efficiencies", 0, efficiency_from)};
  find_repeats(catalogue.entries, findings);
  return findings.size() == before ? std::optional(std::move(catalogue)) : std::nullopt;
}

EfficiencyFile read_efficiencies(const std::filesystem::path& profiles) {
  EfficiencyFile out;
  const auto file = profiles / efficiencies_file;
  if (!std::filesystem::exists(file)) return out;
  out.problems = read_document(file, [&](const json& document, Findings& findings) {
    if (auto read = efficiencies_from(document, findings)) out.catalogue = std::move(*read);
  });
  return out;
}

} // namespace archipelago
