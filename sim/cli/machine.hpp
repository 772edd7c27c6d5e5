// What of this machine the program can use, and what is not possible without the rest: the lines of `doctor`.
#pragma once

#include <string>
#include <vector>

namespace archipelago {

struct MachinePart {
  std::string name;
  std::string found;           // version, place or amount; empty: absent
  std::string serves;          // what is not possible without it
  std::string remedy;          // how to get it, or more of it
  bool needed = false;         // by every run
  bool enough = true;          // found, but too little of it

  bool ok() const { return !found.empty() && enough; }
};

std::vector<MachinePart> machine_parts();

} // namespace archipelago
