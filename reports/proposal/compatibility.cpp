// What frameworks, accelerator software and clouds have of the method, of those that concern the proposal's accelerators.
#include "reports/proposal/risks.hpp"

#include <fmt/format.h>

namespace archipelago {

using nlohmann::json;

std::vector<Block> compatibility_blocks(const Evidence& evidence) {
  if (!evidence.compatibility || evidence.compatibility->at("entries").empty()) return {};
  ProposalTable table{"compatibility", "What software and clouds have of it today", {"", "has it", "supports", "lacks", "source, date and grade"}, {}, {}};
  const json& entries = evidence.compatibility->at("entries");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto cell = [&](const char* key) { return Text{{text_at(entries[i], key), {fmt::format("compatibility:/entries/{}/{}", i, key)}}}; };
    Text source = cell("source");
    for (const char* key : {"date", "grade"}) source.push_back({key[0] == 'd' ? ", " : ", grade "}), source.push_back(cell(key).front());
    table.rows.push_back({cell("summary"), cell("diloco"), cell("supports"), cell("missing"), std::move(source)});
  }
  std::string vendors;
  for (const json& vendor : evidence.compatibility->at("vendors")) vendors += (vendors.empty() ? "" : ", ") + vendor.get<std::string>();
  return {std::move(table), Paragraph{{{fmt::format("Entries that concern accelerators of {}; none was verified by us: try it in the pilot. Grades: A stated by the source itself, B read in a repository or article, "
                                                    "C nothing to the contrary was found. archipelago list compatibility has all.", vendors.empty() ? "unknown vendor" : vendors)}}}};
}

}   // namespace archipelago
