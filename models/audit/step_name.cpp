#include "models/audit/step_name.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace archipelago {

namespace {

constexpr std::string_view words[] = {"profilerstep", "train_step", "training_step", "train step", "global_step",
                                      "iteration",    "step",       "iter",          "batch",      "minibatch"};

bool is_digit(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

} // namespace

std::optional<StepName> step_name(std::string_view name) {
  if (name.empty() || name.size() > 40) return std::nullopt;
  std::string lower(name);
  for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  for (const std::string_view word : words) {
    if (!lower.starts_with(word)) continue;
    std::string_view rest = std::string_view(lower).substr(word.size());
    while (!rest.empty() && std::string_view(" _#:=-").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
    if (rest.empty()) return word.find("batch") == word.npos ? std::optional(StepName{}) : std::nullopt;
    if (std::all_of(rest.begin(), rest.end(), is_digit)) return StepName{number_in(rest)};
  }
  return std::nullopt;
}

} // namespace archipelago
