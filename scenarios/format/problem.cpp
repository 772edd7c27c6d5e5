#include "scenarios/format/problem.hpp"

#include <fmt/format.h>

namespace archipelago {

std::string format_problem(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) text += fmt::format(":{}:{}", problem.line, problem.column);
  if (!problem.pointer.empty()) text += (text.empty() ? "" : ": ") + problem.pointer;
  text += (text.empty() ? "" : ": ") + problem.message;
  if (!problem.nearest.empty()) text += fmt::format("; did you mean '{}'?", problem.nearest);
  return text;
}

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (char c : key) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
  return pointer;
}

std::string pointer_to(std::string_view parent, std::size_t index) { return fmt::format("{}/{}", parent, index); }

} // namespace archipelago
