// Any bytes as a study, whose points are then made. Designs of more than a few hundred points are not.
#include "scenarios/studies/study_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const StudyFile file = read_study_text(std::string_view(reinterpret_cast<const char*>(data), size), "study.json");
  if (file.study.has_value() != file.problems.empty()) std::abort();
  if (!file.study) return 0;
  double points = static_cast<double>(file.study->design.points);
  if (file.study->design.kind == StudyDesign::Kind::grid) points = 1;
  for (const Axis& axis : file.study->axes) points *= static_cast<double>(axis.continuous() ? 1 : axis.values.size());
  if (points > 200) return 0;
  const Expansion expansion = expand(*file.study);
  for (const StudyPoint& point : expansion.points)
    try {
      admitted(*file.study, point, "{}");
    } catch (const ExpressionFault&) {
    }
  return 0;
}
