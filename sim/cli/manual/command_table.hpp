// The command line as data: every command with its options, in the very words that --help prints. Manual pages and shell
// completions are written from it, so that they cannot say anything else.
#pragma once

#include <string>
#include <vector>

namespace archipelago {

struct OptionEntry {
  std::string flag, short_flag;        // "--quiet", "-q"; a positional has neither
  std::string value;                   // what stands for its value: "KEY=VALUE", "FILE"; empty: a flag without one
  std::string allowed;                 // of the value: "INT in [1 - 4096]"
  std::string help, fallback;
  std::vector<std::string> choices;    // all that may be given, where these are few
  std::vector<std::string> excludes, needs;   // other flags
  bool required = false, repeated = false;

  bool takes_file() const;
};

struct CommandEntry {
  std::vector<std::string> words;      // "archipelago", "trace", "fit"
  std::string text, group, notes, examples;
  std::string synopsis;                // how it is started, where that is not by its words
  std::vector<OptionEntry> positionals, options;
  std::vector<CommandEntry> commands;

  const std::string& name() const { return words.back(); }
  std::string joined(char between) const;   // "archipelago trace fit"
};

} // namespace archipelago
