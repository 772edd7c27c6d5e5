// Reads text as a profile, a few bytes at a time so that every token is cut somewhere.
#pragma once

#include "models/audit/audit.hpp"
#include "models/audit/readers/read_report.hpp"

#include <string>

namespace archipelago {

struct ReadText {
  ReadReport report;
  std::vector<RankAccount> ranks;
};

ReadText read_trace(const std::string& text, std::size_t at_once = 1000);
ReadText read_csv(const std::string& text, std::size_t at_once = 1000);

double share(const Audit& audit, TimeUse use);
double share(const RankAccount& rank, TimeUse use);
bool has_problem(const ReadReport& report, const std::string& part);

} // namespace archipelago
