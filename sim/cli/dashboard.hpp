// What `dashboard` was asked to do: all of it is handed to the program archipelago-dashboard.
#pragma once

#include "sim/cli/exit_code.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct DashboardArguments {
  std::vector<std::string> files;
  std::string page, screenshot, size, theme;
  bool run = false;
};

std::string dashboard_program();   // where the window's program lies; empty where there is none

// Becomes the dashboard, which lies beside this program or where the build puts it; returns only where there is none.
ExitCode dashboard_command(const DashboardArguments& arguments);

} // namespace archipelago
