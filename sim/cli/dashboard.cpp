// `dashboard`: opens the window, which is a program of its own so that this one needs no Qt.
#include "sim/cli/dashboard.hpp"

#include "sim/cli/child_program.hpp"
#include "sim/cli/data_root.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> command_line(const std::string& program, const DashboardArguments& arguments) {
  std::vector<std::string> line{program};
  const auto add = [&line](const char* flag, const std::string& value) {
    if (!value.empty()) line.insert(line.end(), {flag, value});
  };
  for (const std::string& file : arguments.files) add("--open", input_path(file));
  add("--page", arguments.page);
  add("--screenshot", arguments.screenshot);
  add("--size", arguments.size);
  add("--theme", arguments.theme);
  if (arguments.run) line.push_back("--run");
  return line;
}

} // namespace

std::string dashboard_program() {
  for (const char* place : {"archipelago-dashboard", "../../gui/archipelago-dashboard"})
    if (const auto found = program_beside(place)) return *found;
  return {};
}

ExitCode dashboard_command(const DashboardArguments& arguments) {
  const std::string program = dashboard_program();
  if (program.empty())
    throw CommandError(ExitCode::not_possible, "the dashboard is not here: apt-get install archipelago-dashboard; from a clone, ./archipelago dashboard asks apt for Qt 6 and builds it");
  std::vector<std::string> line = command_line(program, arguments);
  std::vector<char*> pointers;
  for (std::string& word : line) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  setenv("ARCHIPELAGO_PROGRAM", fs::read_symlink("/proc/self/exe").c_str(), 0);
  setenv("ARCHIPELAGO_DATA", data_root().c_str(), 0);
  execv(pointers.front(), pointers.data());
  throw CommandError(ExitCode::not_possible, fmt::format("cannot start {}: {}", line.front(), std::strerror(errno)));
}

} // namespace archipelago
