// Which processes a process has started.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include <sys/types.h>

namespace archipelago {

inline std::vector<pid_t> children_of(pid_t program) {
  std::ifstream list("/proc/" + std::to_string(program) + "/task/" + std::to_string(program) + "/children");
  std::vector<pid_t> children;
  for (pid_t child; list >> child;) children.push_back(child);
  return children;
}

} // namespace archipelago
