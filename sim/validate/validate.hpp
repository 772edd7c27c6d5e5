// The published tables beside simulations of them: `archipelago validate`.
#pragma once

#include "reports/validation.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct ValidateRequest {
  std::vector<std::string> tables;             // empty: all
  std::optional<std::filesystem::path> data;   // measured data
  std::optional<std::string> refit;            // find this table's fitted constants anew instead
  std::filesystem::path scenarios;             // the folder that holds validation/ and catalogues/
  unsigned jobs = 0;                           // runs at a time; 0: one per core
  bool json = false, markdown = false;
};

struct Validation {
  std::vector<ValidationTable> tables;
  bool run_failed = false, interrupted = false;
};

// Throws TableError for an unknown table or one that does not hold together.
Validation validate_tables(const ValidateRequest& request);

// Prints tables, JSON or the page on accuracy; 0, 1 when a run failed, 2 for an unknown table, 4 when a target is missed, 130 when interrupted.
int validate_command(const ValidateRequest& request);

}   // namespace archipelago
