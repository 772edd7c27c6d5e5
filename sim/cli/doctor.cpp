// `doctor`: what is installed here, and what is not possible without it.
#include "reports/table.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/version.hpp"
#include "sim/engine/exact.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

struct Finding {
  std::string part;
  std::string found;                          // version or place; empty when absent
  std::string serves;                         // what is not possible without it
  bool needed = false;                        // by every run
};

std::string program_in_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const std::string candidate = folder + "/" + name; access(candidate.c_str(), X_OK) == 0) return candidate;
  return {};
}

std::string first_under(const fs::path& folder, std::string_view part_of_name) {
  std::error_code none;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, none), end; !none && entry != end; entry.increment(none))
    if (entry->path().filename().string().find(part_of_name) != std::string::npos) return entry->path().string();
  return {};
}

std::string shared_library(const std::string& name) {
  std::error_code none;
  for (const auto& folder : fs::directory_iterator("/usr/lib", none))
    if (fs::exists(folder.path() / name, none)) return (folder.path() / name).string();
  return {};
}

std::string data_place() {
  try { return data_root(); } catch (const CommandError&) { return {}; }
}

std::string memory_text() {
  const double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  return fmt::format("{:.1f} GiB", bytes / (1024.0 * 1024 * 1024));
}

std::vector<Finding> examine() {
  const std::string compiler = program_in_path("g++"), cmake = program_in_path("cmake"), ninja = program_in_path("ninja");
  return {
      {"archipelago", program_version, "everything", true},
      {"SimGrid", simgrid_version(), "fidelity exact", true},
      {"catalogues", data_place(), "scenarios that name accelerators or models", true},
      {"cores", std::to_string(std::thread::hardware_concurrency()), "runs at a time (--jobs)"},
      {"memory", memory_text(), "about 40 MB per run at a time"},
      {"g++", compiler, "rebuilding after a change"},
      {"CMake", cmake, "rebuilding after a change"},
      {"Ninja", ninja, "rebuilding after a change"},
      {"WeasyPrint", program_in_path("weasyprint"), "PDF documents (a later release)"},
      {"fonts", first_under("/usr/share/fonts", ".ttf"), "PDF documents and the dashboard (later releases)"},
      {"Qt 6", shared_library("libQt6Widgets.so.6"), "the dashboard (a later release)"},
  };
}

void print_table(const std::vector<Finding>& findings) {
  Table table;
  table.add_column("part", {}, Align::left);
  table.add_column("found", {}, Align::left);
  table.add_column("serves", {}, Align::left);
  for (const auto& finding : findings) table.add_row({finding.part, finding.found.empty() ? "absent" : finding.found, finding.serves});
  fmt::print("{}", table.render(terminal_of(STDOUT_FILENO)));
}

void print_json(const std::vector<Finding>& findings) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& finding : findings) {
    rows.push_back({{"part", finding.part}, {"found", nullptr}, {"serves", finding.serves}, {"needed", finding.needed}});
    if (!finding.found.empty()) rows.back()["found"] = finding.found;
  }
  fmt::print("{}\n", rows.dump(2));
}

} // namespace

ExitCode doctor_command(const DoctorArguments& arguments) {
  const auto findings = examine();
  if (arguments.json) print_json(findings); else print_table(findings);
  for (const auto& finding : findings) if (finding.needed && finding.found.empty()) return ExitCode::not_possible;
  return ExitCode::ok;
}

} // namespace archipelago
