// Reads one profile file, whatever its format: told by its first bytes, not by its name.
#pragma once

#include "models/audit/account.hpp"
#include "models/audit/readers/read_report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct AuditFile {
  std::string path;
  ReadReport report;
  std::vector<RankAccount> ranks;
};

// `fallback_rank`: of a file that says nothing about its rank, unless its name does ("rank3", "rank_3").
// Empty if the file cannot be opened; `why` then says so.
std::optional<AuditFile> read_profile_file(const std::string& path, std::int64_t fallback_rank, std::string& why);

} // namespace archipelago
