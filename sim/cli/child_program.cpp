#include "sim/cli/child_program.hpp"

#include "sim/cli/exit_code.hpp"
#include "sim/study/interrupt.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <thread>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace archipelago {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> runnable(const fs::path& file) {
  std::error_code none;
  return fs::is_regular_file(file, none) && access(file.c_str(), X_OK) == 0 ? std::optional(file.string()) : std::nullopt;
}

} // namespace

std::optional<std::string> program_beside(const std::string& name) {
  const fs::path folder = fs::read_symlink("/proc/self/exe").parent_path();
  const auto beside = runnable((folder / name).lexically_normal());
  return beside ? beside : runnable((folder / HELPERS_FROM_PROGRAM / name).lexically_normal());
}

std::optional<std::string> program_in_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const auto found = runnable(fs::path(folder.empty() ? "." : folder) / name)) return found;
  return std::nullopt;
}

std::optional<std::string> run_program(const std::vector<std::string>& words, int limit_s) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const Interrupt interrupt;
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  posix_spawnattr_t signals;
  posix_spawnattr_init(&signals);
  posix_spawnattr_setsigmask(&signals, &interrupt.mask_while_waiting());
  posix_spawnattr_setflags(&signals, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int fault = posix_spawn(&child, arguments[0], &files, &signals, arguments.data(), environ);
  posix_spawnattr_destroy(&signals);
  posix_spawn_file_actions_destroy(&files);
  if (fault != 0) return fmt::format("cannot be started: {}", std::strerror(fault));
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(limit_s);
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 && errno != EINTR) return "was lost";
    const bool stopped = interrupt.requested();
    if (stopped || std::chrono::steady_clock::now() > end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      if (stopped) throw CommandError(ExitCode::interrupted, "");
      return fmt::format("took longer than {} s", limit_s);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::nullopt;
  return WIFEXITED(status) ? fmt::format("failed with exit status {}", WEXITSTATUS(status)) : fmt::format("was ended by signal {}", WTERMSIG(status));
}

} // namespace archipelago
