// How reading a profile went. A broken file still gives what was read before it broke, and this says where it did.
#pragma once

#include "models/audit/profile_event.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace archipelago {

struct ReadProblem {
  std::uint64_t place = 0;                    // byte of the (uncompressed) file, or line where `by_line`
  std::string what;
};

struct ReadReport {
  ProfileFacts facts;
  std::uint64_t events = 0;                   // taken in
  std::uint64_t skipped = 0;                  // understood, but not of use: flows, counters, instants
  std::uint64_t bytes = 0;
  bool complete = true;
  bool by_line = false;
  std::vector<ReadProblem> problems;          // the first few
  std::uint64_t problem_count = 0;

  void note(std::uint64_t place, std::string what) {
    constexpr std::size_t most_kept = 10;
    if (problem_count++ < most_kept) problems.push_back({place, std::move(what)});
  }
};

} // namespace archipelago
