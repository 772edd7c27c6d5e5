#include "sim/cli/manual/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace archipelago {

namespace {

// Text that roff must take as it is.
std::string plain(const std::string& text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c == '\'') out += "\\(aq";
    else if (c == '`') out += "\\(ga";
    else if (c == '^') out += "\\(ha";
    else if (c == '~') out += "\\(ti";
    else out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + plain(text) + "\\fR"; }

std::string sentence(std::string text) {
  if (!text.empty() && std::islower(static_cast<unsigned char>(text.front()))) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (!text.empty() && std::string_view(".:?!").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + bold(word);
  return text;
}

std::string option_text(const OptionEntry& option) {
  std::string term;
  if (!option.short_flag.empty()) term = bold(option.short_flag) + (option.flag.empty() ? "" : ", ");
  if (!option.flag.empty()) term += bold(option.flag);
  if (!option.value.empty()) term += (term.empty() ? "" : " ") + italic(option.value);
  std::string text = ".TP\n" + term + "\n" + plain(sentence(option.help)) + "\n";
  if (!option.choices.empty()) text += "One of " + listed(option.choices) + ".\n";
  if (!option.allowed.empty()) text += "Allowed: " + plain(option.allowed) + ".\n";
  if (!option.fallback.empty()) text += "Default: " + plain(option.fallback) + ".\n";
  if (option.repeated && !option.flag.empty()) text += "May be given several times.\n";
  if (!option.excludes.empty()) text += "Not with " + listed(option.excludes) + ".\n";
  if (!option.needs.empty()) text += "Only with " + listed(option.needs) + ".\n";
  return text;
}

std::string synopsis(const CommandEntry& command) {
  std::string text = bold(command.synopsis.empty() ? command.joined(' ') : command.synopsis);
  if (!command.commands.empty()) text += " " + italic("COMMAND");
  for (const OptionEntry& positional : command.positionals) {
    const std::string name = italic(positional.value) + (positional.repeated ? "..." : "");
    text += positional.required ? " " + name : " [" + name + "]";
  }
  return text + " [" + italic("options") + "]\n";
}

std::string as_it_stands(const std::string& text) { return ".nf\n" + plain(text) + ".fi\n"; }

std::string commands_text(const CommandEntry& command) {
  std::string text, group;
  for (const CommandEntry& part : command.commands) {
    if (part.group != group && command.words.size() == 1) text += ".SS " + plain(part.group) + "\n";
    group = part.group;
    text += ".TP\n" + bold(part.joined('-')) + "(1)\n" + plain(sentence(part.text)) + "\n";
  }
  return text;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

} // namespace

std::string man_page(const CommandEntry& command, const CommandEntry& program, const std::string& version) {
  std::string title = command.joined('-');
  std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const bool whole = &command == &program;
  std::string page = fmt::format(".TH {} 1 \"\" \"{} {}\" \"Archipelago\"\n", plain(title), plain(program.name()), plain(version));
  page += fmt::format(".SH NAME\n{} \\- {}\n", plain(command.joined('-')), whole ? "plan training runs as decoupled islands" : plain(first_line(command.text)));
  page += ".SH SYNOPSIS\n" + synopsis(command) + ".SH DESCRIPTION\n" + plain(sentence(command.text)) + "\n";
  if (!command.positionals.empty()) {
    page += ".SH ARGUMENTS\n";
    for (const OptionEntry& positional : command.positionals) page += option_text(positional);
  }
  page += ".SH OPTIONS\n";
  for (const OptionEntry& option : command.options) page += option_text(option);
  if (!command.commands.empty()) page += ".SH COMMANDS\n" + commands_text(command);
  if (!command.notes.empty()) page += ".SH NOTES\n" + as_it_stands(command.notes);
  if (!command.examples.empty()) page += ".SH EXAMPLES\n" + as_it_stands(command.examples);
  if (!whole) page += ".SH SEE ALSO\n" + bold(program.name()) + "(1)\n";
  return page;
}

std::vector<std::pair<std::string, std::string>> man_pages(const CommandEntry& program, const std::string& version) {
  std::vector<std::pair<std::string, std::string>> pages;
  std::vector<const CommandEntry*> left{&program};
  while (!left.empty()) {
    const CommandEntry* command = left.back();
    left.pop_back();
    pages.emplace_back(command->joined('-') + ".1", man_page(*command, program, version));
    for (const CommandEntry& part : command->commands) left.push_back(&part);
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

} // namespace archipelago
