#include "sim/cli/machine.hpp"

#include "sim/cli/child_program.hpp"
#include "sim/cli/dashboard.hpp"
#include "sim/cli/data_root.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/version.hpp"
#include "sim/engine/exact.hpp"
#include "sim/study/store/database.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

constexpr double gibibyte = 1024.0 * 1024 * 1024;
constexpr double memory_of_a_run = 40e6;          // measured: 33 to 36 MB at 8 to 256 learners
constexpr rlim_t files_for_a_study = 256;         // a pipe for each run at a time, the store and its journal

std::string in_path(const std::string& name) { return program_in_path(name).value_or(""); }

std::string helper(const std::string& name, const std::string& place_in_build) {
  if (const auto beside = program_beside(name)) return *beside;
  return program_beside(place_in_build + "/" + name).value_or("");
}

std::string first_under(const fs::path& folder, std::string_view ending) {
  std::error_code none;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, none), end; !none && entry != end; entry.increment(none))
    if (entry->path().extension() == ending) return entry->path().string();
  return {};
}

std::string data_place() {
  try { return data_root(); } catch (const CommandError&) { return {}; }
}

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

// The model's line of the driver's own account; of AMD accelerators only the device is there.
std::string accelerator() {
  std::error_code none;
  for (const auto& folder : fs::directory_iterator("/proc/driver/nvidia/gpus", none)) {
    std::ifstream stream(folder.path() / "information");
    for (std::string line; std::getline(stream, line);)
      if (line.starts_with("Model:")) return line.substr(line.find_first_not_of(" \t", 6));
  }
  for (const char* device : {"/dev/nvidia0", "/dev/kfd"})
    if (fs::exists(device, none)) return device;
  return {};
}

std::string compiler_of_accelerators() {
  for (const char* name : {"nvcc", "hipcc"})
    if (const std::string found = in_path(name); !found.empty()) return found;
  return access("/usr/local/cuda/bin/nvcc", X_OK) == 0 ? "/usr/local/cuda/bin/nvcc" : "";
}

// What may be used: of the machine, of this process, and of the container that it is in.
double memory_bytes() {
  double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (rlimit limit{}; getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) bytes = std::min(bytes, static_cast<double>(limit.rlim_cur));
  if (const std::string limit = first_line("/sys/fs/cgroup/memory.max"); !limit.empty() && limit != "max") bytes = std::min(bytes, std::strtod(limit.c_str(), nullptr));
  return bytes;
}

int cores() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

std::string writable_folder() {
  std::error_code none;
  const fs::path here = fs::current_path(none);
  if (none || access(here.c_str(), W_OK) != 0) return {};
  const auto space = fs::space(here, none);
  return fmt::format("{}, {:.1f} GiB free", here.string(), none ? 0.0 : static_cast<double>(space.available) / gibibyte);
}

std::string locale_name() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value && *value) return value;
  return "C";
}

std::string display() {
  for (const char* name : {"WAYLAND_DISPLAY", "DISPLAY"})
    if (const char* value = std::getenv(name); value && *value) return value;
  return {};
}

MachinePart open_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return {"open files", limit.rlim_cur == RLIM_INFINITY ? "no limit" : std::to_string(limit.rlim_cur), "many runs at a time", "ulimit -n 1024", false,
          limit.rlim_cur >= files_for_a_study};
}

} // namespace

std::vector<MachinePart> machine_parts() {
  const std::string locale = locale_name(), mpi = helper("archipelago-mpi", "../study/mpi"), launcher = in_path("mpirun");
  const bool utf8 = locale.find("UTF-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  const double memory = memory_bytes();
  return {
      {"archipelago", program_version, "everything", "", true},
      {"data", data_place(), "scenarios that name accelerators, models, networks or prices", "set ARCHIPELAGO_DATA to the folder that holds scenarios/", true},
      {"SimGrid", simgrid_version(), "fidelity exact", "", true},
      {"SQLite", sqlite_version(), "sweep, plan, sensitivity, and profiles of Nsight Systems", "", true},
      {"memory", fmt::format("{:.1f} GiB", memory / gibibyte), "about 40 MB for each run at a time", "a machine or container with more", true, memory >= memory_of_a_run},
      {"cores", std::to_string(cores()), "runs at a time (--jobs)", "", false},
      open_files(),
      {"folder to write to", writable_folder(), "results, stores and reports (--out)", "go to a folder that is yours", false},
      {"locale", locale, "± and bars in tables", "LANG=C.UTF-8", false, utf8},
      {"charts", helper("archipelago-charts", "."), "pictures in report", "apt-get install archipelago-dashboard; in a clone ./archipelago report builds it", false},
      {"WeasyPrint", in_path("weasyprint"), "report --format pdf", "apt-get install --no-install-recommends weasyprint", false},
      {"fonts", first_under("/usr/share/fonts", ".ttf"), "text in charts, PDF and the dashboard", "apt-get install fonts-dejavu-core", false},
      {"dashboard", dashboard_program(), "the window", "apt-get install archipelago-dashboard; in a clone ./archipelago dashboard builds it", false},
      {"display", display(), "the window; its screenshots need none", "a desktop session, or ssh -X", false},
      {"archipelago-mpi", mpi, "sweeps on the ranks of an MPI job", "apt-get install archipelago-mpi; in a clone apt-get install libopenmpi-dev, then build again", false},
      {"mpirun", launcher, "starting archipelago-mpi", "apt-get install openmpi-bin, or the cluster's module", false},
      {"accelerator", accelerator(), "probe: timing this machine's own kernels", "run the probe on a machine that has one; only its file is needed here", false},
      {"GPU compiler", compiler_of_accelerators(), "building the probe (sim/probe)", "CUDA's nvcc, or ROCm's hipcc", false},
      {"g++", in_path("g++"), "changing this program", "apt-get install g++", false},
      {"CMake", in_path("cmake"), "changing this program", "apt-get install cmake", false},
      {"Ninja", in_path("ninja"), "changing this program", "apt-get install ninja-build", false},
  };
}

} // namespace archipelago
