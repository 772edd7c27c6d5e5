#include "sim/cli/manual/completion.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

std::string single_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "'";
}

// When the words so far lead to this command: each of its words is there, and none of a command below it.
std::string condition_of(const CommandEntry& command) {
  std::string text;
  for (std::size_t i = 1; i < command.words.size(); ++i) text += (i > 1 ? "; and " : "") + fmt::format("__fish_seen_subcommand_from {}", command.words[i]);
  if (text.empty()) return "__fish_use_subcommand";
  if (command.commands.empty()) return text;
  text += "; and not __fish_seen_subcommand_from";
  for (const CommandEntry& part : command.commands) text += " " + part.name();
  return text;
}

void add(std::string& script, const CommandEntry& command) {
  const std::string start = fmt::format("complete -c {} -n {}", command.words.front(), single_quoted(condition_of(command)));
  for (const CommandEntry& part : command.commands) script += fmt::format("{} -f -a {} -d {}\n", start, part.name(), single_quoted(part.text));
  for (const OptionEntry& option : command.options) {
    std::string line = start;
    if (!option.short_flag.empty()) line += " -s " + option.short_flag.substr(1);
    if (!option.flag.empty()) line += " -l " + option.flag.substr(2);
    if (!option.value.empty()) line += option.takes_file() ? " -r -F" : " -x";
    if (!option.choices.empty()) {
      std::string words;
      for (const std::string& choice : option.choices) words += (words.empty() ? "" : " ") + choice;
      line += " -a " + single_quoted(words);
    }
    script += fmt::format("{} -d {}\n", line, single_quoted(option.help));
  }
  for (const CommandEntry& part : command.commands) add(script, part);
}

} // namespace

std::string fish_completion(const CommandEntry& program) {
  std::string script = fmt::format("# Written by: {} completion fish\n", program.name());
  add(script, program);
  return script;
}

} // namespace archipelago
