#include "sim/cli/manual/command_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace archipelago {

// By what stands for the value: R.json, STORE.db and the like, or one of the words used for files and folders.
bool OptionEntry::takes_file() const {
  static constexpr std::array<std::string_view, 7> words{"FILE", "DIR", "TAPE", "RESULT", "LAW", "PROFILE", "STORE"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return value.find(word) != std::string::npos; }) ||
         value.find(".json") != std::string::npos || value.find(".db") != std::string::npos || value.find(".png") != std::string::npos;
}

std::string CommandEntry::joined(char between) const {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : std::string(1, between)) + word;
  return line;
}

} // namespace archipelago
