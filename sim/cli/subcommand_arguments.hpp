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
template <class Arguments>
std::shared_ptr<Arguments> bind_arguments(CLI::App& app, Command& chosen, ExitCode (*command)(const Arguments&)) {
  const auto arguments = std::make_shared<Arguments>();
  app.callback([&chosen, command, arguments] { chosen = [command, arguments] { return command(*arguments); }; });
  return arguments;
}

template <class Arguments> class Subcommand {
public:
  Subcommand(CLI::App& app, Command& chosen, const char* name, const char* group, const char* text, ExitCode (*command)(const Arguments&))
      : app_(app.add_subcommand(name, text)), arguments_(bind_arguments(*app_, chosen, command)) {
    app_->group(group);
  }
  Subcommand& example(const std::string& text) { app_->footer("Example:\n  archipelago " + text); return *this; }
  CLI::App* operator->() { return app_; }
  CLI::App& app() { return *app_; }
  Arguments& arguments() { return *arguments_; }

private:
  CLI::App* app_;
  std::shared_ptr<Arguments> arguments_;
};

} // namespace archipelago
