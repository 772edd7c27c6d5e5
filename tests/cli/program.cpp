#include "tests/cli/program.hpp"

#include "tests/support/children.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace archipelago {

namespace fs = std::filesystem;

namespace {

pid_t start(std::vector<std::string> arguments, int out, int err, const Prepare& prepare) {
  arguments.insert(arguments.begin(), PROGRAM);
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t program = fork();
  if (program == 0) {
    setpgid(0, 0);   // so that a test can send Ctrl-C to the program's whole group
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    setenv("ARCHIPELAGO_DATA", SOURCE_ROOT, 1);
    if (prepare) prepare();
    execv(PROGRAM, argv.data());
    _exit(127);
  }
  setpgid(program, program);
  return program;
}

int code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

std::string whole_text(std::FILE* file) {     // and closes it
  std::string text;
  std::rewind(file);
  for (int c; (c = std::fgetc(file)) != EOF;) text += static_cast<char>(c);
  std::fclose(file);
  return text;
}

} // namespace

Ended watch_program(std::vector<std::string> arguments, const std::function<void(const std::string& line, pid_t program)>& watch, const Prepare& prepare) {
  std::FILE* err = std::tmpfile();
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const pid_t program = start(std::move(arguments), ends[1], fileno(err), prepare);
  close(ends[1]);

  Ended ended{};
  std::FILE* out = fdopen(ends[0], "r");
  std::string line;
  for (int c; (c = std::fgetc(out)) != EOF;) {
    ended.out += static_cast<char>(c);
    if (c != '\n') { line += static_cast<char>(c); continue; }
    watch(line, program);
    line.clear();
  }
  std::fclose(out);
  int status = 0;
  waitpid(program, &status, 0);
  ended.code = code_of(status);
  ended.err = whole_text(err);
  return ended;
}

Ended run_program(std::vector<std::string> arguments, const Prepare& prepare) {
  return watch_program(std::move(arguments), [](const std::string&, pid_t) {}, prepare);
}

Stopped stop_program(std::vector<std::string> arguments, int signal, const std::function<bool(pid_t program)>& ready) {
  std::FILE *out = std::tmpfile(), *err = std::tmpfile();
  const pid_t program = start(std::move(arguments), fileno(out), fileno(err), {});
  int status = 0;
  bool over = false;
  while (!ready(program) && !(over = waitpid(program, &status, WNOHANG) == program)) usleep(2000);
  CHECK_FALSE(over);                          // else there was nothing to stop
  const std::vector<pid_t> children = children_of(program);
  if (!over) {
    kill(program, signal);
    waitpid(program, &status, 0);
  }
  Stopped stopped{{code_of(status), whole_text(out), whole_text(err)}, 0};
  for (const pid_t child : children) stopped.orphans += kill(child, 0) == 0;
  return stopped;
}

ScratchFolder::ScratchFolder() : path_((fs::temp_directory_path() / "archipelago-test-XXXXXX").string()) { REQUIRE(mkdtemp(path_.data())); }
ScratchFolder::~ScratchFolder() {
  std::error_code none;
  fs::remove_all(path_, none);
}
std::size_t ScratchFolder::entries() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator())); }

std::string read_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace archipelago
