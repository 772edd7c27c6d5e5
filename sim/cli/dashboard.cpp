// `dashboard`: opens the window, which is a program of its own so that this one needs no Qt.
#include "sim/cli/dashboard.hpp"

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
  for (const std::string& file : arguments.files) add("--open", file);
  add("--page", arguments.page);
  add("--screenshot", arguments.screenshot);
  add("--size", arguments.size);
  add("--theme", arguments.theme);
  if (arguments.run) line.push_back("--run");
  return line;
}

} // namespace

ExitCode dashboard_command(const DashboardArguments& arguments) {
  const fs::path self = fs::read_symlink("/proc/self/exe"), folder = self.parent_path();
  for (const fs::path& place : {folder / "archipelago-dashboard", folder / "../../gui/archipelago-dashboard"}) {
    if (access(place.c_str(), X_OK) != 0) continue;
    std::vector<std::string> line = command_line(place.lexically_normal().string(), arguments);
    std::vector<char*> pointers;
    for (std::string& word : line) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    setenv("ARCHIPELAGO_PROGRAM", self.c_str(), 0);
    setenv("ARCHIPELAGO_DATA", data_root().c_str(), 0);
    execv(pointers.front(), pointers.data());
    throw CommandError(ExitCode::not_possible, fmt::format("cannot start {}: {}", line.front(), std::strerror(errno)));
  }
  throw CommandError(ExitCode::not_possible, "the dashboard is not built here; from a clone, ./archipelago dashboard asks apt for Qt 6 and builds it");
}

} // namespace archipelago
