// A command of the program with a struct of its arguments, for the files that tell CLI11 of commands.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace archipelago {

using Command = std::function<ExitCode()>;

// A command's arguments live as long as the callback that uses them.
template <class Arguments> class Subcommand {
public:
  Subcommand(CLI::App& app, Command& chosen, const char* name, const char* group, const char* text, ExitCode (*command)(const Arguments&))
      : app_(app.add_subcommand(name, text)) {
    app_->group(group);
    app_->callback([&chosen, command, arguments = arguments_] { chosen = [command, arguments] { return command(*arguments); }; });
  }
  Subcommand& example(const std::string& text) { app_->footer("Example:\n  archipelago " + text); return *this; }
  CLI::App* operator->() { return app_; }
  CLI::App& app() { return *app_; }
  Arguments& arguments() { return *arguments_; }

private:
  CLI::App* app_;
  std::shared_ptr<Arguments> arguments_ = std::make_shared<Arguments>();
};

} // namespace archipelago
