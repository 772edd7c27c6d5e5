#include "tests/engine/simgrid/death.hpp"

#include "tests/support/isolated.hpp"

#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace archipelago {

std::string death_of(const std::function<void()>& body) {
  try {
    isolated([&body] {
      // The test framework's own handlers would report a failed test; SimGrid's last words would look like one.
      for (int number : {SIGABRT, SIGSEGV}) std::signal(number, SIG_DFL);
      dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
      body();
      return std::string();
    });
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

std::string died_of(int signal) { return "died of signal " + std::to_string(signal); }

} // namespace archipelago
