#include "sim/probe/probe_command.hpp"

#include <cstdio>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

constexpr int not_possible = 5, killed = 1;
constexpr const char* probe_name = "archipelago-probe";

bool is_program(const fs::path& path) {
  std::error_code none;
  return fs::is_regular_file(path, none) && access(path.c_str(), X_OK) == 0;
}

std::vector<fs::path> places_of(const fs::path& beside) {
  if (const char* given = std::getenv("ARCHIPELAGO_PROBE"); given && *given) return {given};   // the user's word is the only place
  return {beside / probe_name, beside / ".." / "probe" / probe_name};
}

[[noreturn]] void become(const fs::path& program, const ProbeOptions& options) {
  std::vector<std::string> words{program.string()};
  for (auto& argument : arguments_of(options)) words.push_back(std::move(argument));
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(program.c_str(), pointers.data());
  std::perror(("archipelago: " + program.string()).c_str());
  _exit(not_possible);
}

} // namespace

std::optional<fs::path> find_probe(const fs::path& beside) {
  for (const auto& place : places_of(beside))
    if (is_program(place)) return place;
  return std::nullopt;
}

std::string probe_missing_text(const fs::path& beside) {
  std::string text = "the program that measures an accelerator is not here. Looked for:\n";
  for (const auto& place : places_of(beside)) text += "  " + place.lexically_normal().string() + "\n";
  return text +
         "It is built where a CUDA compiler is (the package nvidia-cuda-toolkit, or cuda-toolkit from NVIDIA) or a HIP one (ROCm's hip-dev and\n"
         "hipblaslt-dev). On the GPU machine, from a clone of this repository, with a C++20 compiler, CMake and that compiler:\n"
         "  cmake -S sim/probe -B build-probe && cmake --build build-probe && ./build-probe/archipelago-probe --out probe.jsonl\n"
         "and bring back probe.jsonl; sim/probe/README.md has the rest.\n";
}

int probe_command(const ProbeOptions& options) {
  const fs::path beside = fs::read_symlink("/proc/self/exe").parent_path();
  const auto program = find_probe(beside);
  if (!program) {
    std::fprintf(stderr, "archipelago: %s", probe_missing_text(beside).c_str());
    return not_possible;
  }
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) become(*program, options);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    std::perror("archipelago: cannot start the probe");
    return not_possible;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : killed;
}

} // namespace archipelago
