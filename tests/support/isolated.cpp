#include "tests/support/isolated.hpp"

#include <cstdio>
#include <exception>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace archipelago {

namespace {

constexpr int threw = 117;   // exit status of a body that threw; its text is what() then

void send_all(int pipe, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = write(pipe, text.data() + sent, text.size() - sent);
    if (n <= 0) _exit(1);
    sent += static_cast<std::size_t>(n);
  }
}

[[noreturn]] void run_body(const std::function<std::string()>& body, int pipe) {
  int status = 0;
  std::string text;
  try {
    text = body();
  } catch (const std::exception& error) {
    text = error.what();
    status = threw;
  }
  send_all(pipe, text);
  std::fflush(nullptr);
  _exit(status);
}

} // namespace

std::string isolated(const std::function<std::string()>& body) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) run_body(body, ends[1]);
  close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) throw std::runtime_error("died of signal " + std::to_string(WTERMSIG(status)));
  if (WEXITSTATUS(status) == threw) throw std::runtime_error(text);
  if (WEXITSTATUS(status) != 0) throw std::runtime_error("exited with status " + std::to_string(WEXITSTATUS(status)));
  return text;
}

} // namespace archipelago
