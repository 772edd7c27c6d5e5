#include "sim/cli/manual/completion.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

// The words after the program's name: "trace fit".
std::string path_of(const CommandEntry& command) {
  const std::string words = command.joined(' ');
  const auto space = words.find(' ');
  return space == std::string::npos ? "" : words.substr(space + 1);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

struct Cases { std::string paths, values, flags, words; };

void add_values(Cases& cases, const CommandEntry& command) {
  for (const OptionEntry& option : command.options) {
    if (option.value.empty()) continue;
    const std::string what = !option.choices.empty() ? fmt::format("offer \"{}\"", joined(option.choices)) : option.takes_file() ? "offer_files" : ":";
    for (const std::string& flag : {option.flag, option.short_flag})
      if (!flag.empty()) cases.values += fmt::format("    \"{} {}\") _archipelago_{}; return ;;\n", path_of(command), flag, what == ":" ? "nothing" : what);
  }
}

void add(Cases& cases, const CommandEntry& command) {
  std::vector<std::string> flags, parts;
  for (const OptionEntry& option : command.options) flags.push_back(option.flag);
  for (const CommandEntry& part : command.commands) parts.push_back(part.name());
  cases.flags += fmt::format("      \"{}\") _archipelago_offer \"{}\" ;;\n", path_of(command), joined(flags));
  if (!parts.empty()) cases.words += fmt::format("    \"{}\") _archipelago_offer \"{}\" ;;\n", path_of(command), joined(parts));
  for (const OptionEntry& positional : command.positionals)
    if (!positional.choices.empty()) cases.words += fmt::format("    \"{}\") _archipelago_offer \"{}\" ;;\n", path_of(command), joined(positional.choices));
  add_values(cases, command);
  for (const CommandEntry& part : command.commands) {
    cases.paths += fmt::format("      \"{} {}\") path=\"{}\" ;;\n", path_of(command), part.name(), path_of(part));
    add(cases, part);
  }
}

} // namespace

std::string bash_completion(const CommandEntry& program) {
  Cases cases;
  add(cases, program);
  return fmt::format(R"(# Written by: {0} completion bash
_archipelago_offer() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "${{COMP_WORDS[COMP_CWORD]}}"); }}
_archipelago_offer_files() {{ compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}"); }}
_archipelago_nothing() {{ COMPREPLY=(); }}
_archipelago() {{
  local path="" word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$path $word" in
{1}    esac
  done
  case "$path ${{COMP_WORDS[COMP_CWORD-1]}}" in
{2}  esac
  if [[ ${{COMP_WORDS[COMP_CWORD]}} == -* ]]; then
    case "$path" in
{3}    esac
    return
  fi
  case "$path" in
{4}    *) _archipelago_offer_files ;;
  esac
}}
complete -F _archipelago {0}
)", program.name(), cases.paths, cases.values, cases.flags, cases.words);
}

} // namespace archipelago
