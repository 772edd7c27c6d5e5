#include "sim/cli/manual/table_arguments.hpp"

#include <CLI/CLI.hpp>

#include <sstream>

namespace archipelago {

namespace {

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  std::istringstream stream(list);
  for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
  return words;
}

std::vector<std::string> flags_of(const std::set<CLI::Option*>& options) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : options) flags.push_back("--" + option->get_lnames().front());
  std::sort(flags.begin(), flags.end());
  return flags;
}

OptionEntry entry_of(const CLI::Option& option) {
  OptionEntry entry;
  if (!option.get_lnames().empty()) entry.flag = "--" + option.get_lnames().front();
  if (!option.get_snames().empty()) entry.short_flag = "-" + option.get_snames().front();
  // CLI11 joins the name of a type and what its checks allow: "N:INT in [1 - 4096]", "TEXT:{a,b}".
  const std::string type = option.get_type_size() == 0 ? "" : option.get_type_name();
  const auto colon = type.find(':');
  entry.value = type.substr(0, colon);
  if (colon != std::string::npos) entry.allowed = type.substr(colon + 1);
  if (entry.allowed.starts_with('{') && entry.allowed.ends_with('}')) {
    entry.choices = split(entry.allowed.substr(1, entry.allowed.size() - 2));
    entry.allowed.clear();
  }
  entry.help = option.get_description();
  entry.fallback = option.get_default_str();
  entry.required = option.get_required();
  entry.repeated = option.get_items_expected_max() > 1;
  entry.excludes = flags_of(option.get_excludes());
  entry.needs = flags_of(option.get_needs());
  return entry;
}

// A footer is notes, then examples under a line of their own.
void take_footer(CommandEntry& command, const std::string& footer) {
  std::istringstream stream(footer);
  bool examples = false;
  for (std::string line; std::getline(stream, line);) {
    if (line == "Example:" || line == "Examples:") examples = true;
    else if (examples && !line.empty() && line.front() != ' ') command.notes += line + "\n", examples = false;
    else (examples ? command.examples : command.notes) += line + "\n";
  }
}

CommandEntry entry_of(const CLI::App& app, std::vector<std::string> above) {
  CommandEntry command;
  above.push_back(app.get_name());
  command.words = above;
  command.text = app.get_description();
  command.group = app.get_group();
  take_footer(command, app.get_footer());
  for (const CLI::Option* option : app.get_options()) {
    OptionEntry entry = entry_of(*option);
    const bool flagged = !entry.flag.empty() || !entry.short_flag.empty();
    if (flagged) command.options.push_back(entry);
    if (!option->get_positional()) continue;   // some may be given either way
    entry.flag.clear(), entry.short_flag.clear();
    entry.value = option->get_name(true);
    command.positionals.push_back(std::move(entry));
  }
  for (const CLI::App* part : app.get_subcommands([](const CLI::App*) { return true; })) command.commands.push_back(entry_of(*part, above));
  return command;
}

} // namespace

CommandEntry command_table(const CLI::App& app) { return entry_of(app, {}); }

} // namespace archipelago
