// What is wrong with a scenario: data, collected and shown all at once, never an exception.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

// As shown to the user. Line and column count from 1; 0 where the problem has no place in a file (a --set, a missing file).
struct Problem {
  std::string file;
  int line = 0, column = 0;
  std::string pointer;   // JSON pointer, RFC 6901
  std::string message;   // what was found and what is expected
  std::string nearest;   // nearest valid name, or empty
};

std::string format_problem(const Problem& problem);

// A problem before its place in the files is looked up.
struct Finding {
  std::string pointer, message, nearest;
  bool about_key = false;   // shown where the key stands rather than its value
};
using Findings = std::vector<Finding>;

std::string pointer_to(std::string_view parent, std::string_view key);   // escapes ~ and /
std::string pointer_to(std::string_view parent, std::size_t index);

} // namespace archipelago
