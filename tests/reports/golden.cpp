#include "tests/reports/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace archipelago {

namespace {

GoldenCheck compared(const std::string& name, const std::string& golden, const std::string& text) {
  if (golden == text) return {true, {}};
  std::istringstream expected(golden), found(text);
  std::string expected_line, found_line;
  for (int number = 1;; ++number) {
    const bool more_expected = static_cast<bool>(std::getline(expected, expected_line));
    const bool more_found = static_cast<bool>(std::getline(found, found_line));
    if (!more_expected) expected_line = "(end)";
    if (!more_found) found_line = "(end)";
    if (expected_line != found_line || (!more_expected && !more_found))
      return {false, name + ":" + std::to_string(number) + "\n  expected: " + expected_line + "\n  found:    " + found_line};
  }
}

bool updating() { return std::getenv("ARCHIPELAGO_UPDATE_GOLDEN") != nullptr; }

}   // namespace

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

GoldenCheck against_golden(const std::string& file, const std::string& text) {
  const std::string path = std::string(GOLDEN_DIRECTORY) + "/" + file;
  if (updating()) std::ofstream(path, std::ios::binary) << text;
  return compared(file, file_text(path), text);
}

GoldenCheck against_marked(const std::string& path, const std::string& name, const std::string& text) {
  const std::string opening = "<!-- " + name + " -->\n", closing = "<!-- end of " + name + " -->";
  std::string whole = file_text(path);
  const std::size_t start = whole.find(opening), end = whole.find(closing);
  if (start == std::string::npos || end == std::string::npos) return {false, path + " lacks the marks of " + name};
  const std::size_t from = start + opening.size();
  if (updating()) std::ofstream(path, std::ios::binary) << whole.replace(from, end - from, text);
  else return compared(name, whole.substr(from, end - from), text);
  return {true, {}};
}

}   // namespace archipelago
