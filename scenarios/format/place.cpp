#include "scenarios/format/place.hpp"

#include "scenarios/format/json_text.hpp"

#include <algorithm>

namespace archipelago {

namespace {

std::string around(const std::string& pointer) { return pointer.substr(0, pointer.rfind('/')); }

std::size_t offset_of(const Finding& finding, const std::map<std::string, ValuePlace>& places) {
  if (const auto exact = places.find(finding.pointer); exact != places.end())
    return finding.about_key ? exact->second.key : exact->second.value;
  for (std::string pointer = finding.pointer; !pointer.empty();) {
    pointer = around(pointer);
    if (const auto holder = places.find(pointer); holder != places.end()) return holder->second.value;
  }
  return 0;
}

} // namespace

std::vector<Problem> place_findings(const std::string& file, const std::string& text, const Findings& findings) {
  if (findings.empty()) return {};
  std::set<std::string> wanted{""};
  for (const Finding& finding : findings)
    for (std::string pointer = finding.pointer; !pointer.empty(); pointer = around(pointer)) wanted.insert(pointer);
  const auto places = places_of(text, wanted);

  std::vector<std::pair<std::size_t, const Finding*>> ordered;
  for (const Finding& finding : findings) ordered.emplace_back(offset_of(finding, places), &finding);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<std::size_t> offsets;
  for (const auto& [offset, finding] : ordered) offsets.push_back(offset);
  const auto lines = lines_columns(text, offsets);
  std::vector<Problem> problems;
  for (std::size_t k = 0; k < ordered.size(); ++k) {
    const Finding& finding = *ordered[k].second;
    problems.push_back({file, lines[k].line, lines[k].column, finding.pointer, finding.message, finding.nearest});
  }
  return problems;
}

} // namespace archipelago
