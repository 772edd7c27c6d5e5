#include "sim/cli/manual/completion.hpp"

#include <fmt/format.h>

namespace archipelago {

namespace {

// Inside single quotes, where brackets and colons would end a description.
std::string described(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else if (c == '[' || c == ']' || c == ':' || c == '\\') out += std::string("\\") + c;
    else out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string value_of(const OptionEntry& option) {
  if (option.value.empty()) return "";
  std::string words;
  for (const std::string& choice : option.choices) words += (words.empty() ? "" : " ") + choice;
  return fmt::format(":{}:{}", described(option.value), !words.empty() ? "(" + words + ")" : option.takes_file() || option.flag.empty() ? "_files" : " ");
}

std::string option_spec(const OptionEntry& option) {
  const std::string rest = fmt::format("[{}]{}", described(option.help), value_of(option));
  const std::string repeat = option.repeated ? "*" : "";
  if (option.short_flag.empty()) return fmt::format("    '{}{}{}'", repeat, option.flag, rest);
  return fmt::format("    '({0} {1})'{{{0},{1}}}'{2}'", option.short_flag, option.flag, rest);
}

std::string function_of(const CommandEntry& command) {
  std::string text = fmt::format("_{}() {{\n", command.joined('_'));
  const bool parts = !command.commands.empty();
  if (parts) text += "  local context state state_descr line\n  typeset -A opt_args\n";
  text += parts ? "  _arguments -C" : "  _arguments";
  for (const OptionEntry& option : command.options) text += " \\\n" + option_spec(option);
  for (const OptionEntry& positional : command.positionals) text += fmt::format(" \\\n    '{}{}'", positional.repeated ? "*" : "", value_of(positional));
  if (!parts) return text + "\n}\n";
  text += " \\\n    '1: :->command' \\\n    '*:: :->rest'\n  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandEntry& part : command.commands) text += fmt::format("        '{}:{}'\n", part.name(), described(part.text));
  text += "      )\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n";
  for (const CommandEntry& part : command.commands) text += fmt::format("        {}) _{} ;;\n", part.name(), part.joined('_'));
  text += "      esac ;;\n  esac\n}\n";
  for (const CommandEntry& part : command.commands) text += function_of(part);
  return text;
}

} // namespace

std::string zsh_completion(const CommandEntry& program) {
  return fmt::format("#compdef {0}\n# Written by: {0} completion zsh\n{1}_{0} \"$@\"\n", program.name(), function_of(program));
}

} // namespace archipelago
