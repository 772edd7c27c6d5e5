// All cells of some tables, answered together: every batch of runs serves every cell that still needs one.
#pragma once

#include "sim/validate/assessment.hpp"
#include "sim/validate/runs.hpp"

#include <functional>
#include <string>
#include <vector>

namespace archipelago {

struct Answers {
  std::vector<TableAnswers> tables;
  std::vector<std::vector<std::string>> failures;   // per table
  bool interrupted = false;
};

// on_batch: told the number of runs played so far after each batch.
Answers answer_all(const std::vector<PublishedTable>& tables, Runs& runs, const std::function<void(std::size_t)>& on_batch);

}   // namespace archipelago
