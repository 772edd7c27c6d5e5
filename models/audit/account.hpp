// What one rank did, as the audit compares it: its steps, where their time went, its kernels.
#pragma once

#include "models/audit/kernel_totals.hpp"
#include "models/audit/partition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

enum class StepSource { marked, rhythm, none };   // named in the file, found by their rhythm, not found

struct StepAccount {
  std::optional<std::int64_t> number;
  Seconds length;
  UseTimes times{};                           // sums to length
  Seconds communication;                      // exposed or not
};

struct RankAccount {
  std::int64_t rank = 0;
  std::string file;
  bool loads_in_step = false;                 // nothing is read ahead: its data loader works when the step asks for a batch
  bool has_device = false;                    // without device events, compute is what host operators did
  StepSource steps_from = StepSource::none;
  std::vector<StepAccount> steps;             // in order of time
  Seconds observed;                           // from the first step's begin to the last one's end, else the whole profile
  UseTimes times{};                           // of all that time, between steps too
  Seconds communication;                      // exposed or not
  ClassTotals kernels{};
  std::vector<NamedKernel> longest, longest_unmatched;
  Seconds resolution;                         // gaps shorter than this may have been lost; zero: none
};

} // namespace archipelago
