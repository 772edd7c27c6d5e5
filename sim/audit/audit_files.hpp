// From files to an audit: what `archipelago audit` does, but for its command line.
#pragma once

#include "models/audit/audit.hpp"
#include "models/audit/readers/read_report.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace archipelago {

struct AuditRequest {
  std::vector<std::string> files;             // one per rank, or several ranks in one
  std::optional<std::string> accelerator;     // catalogue name; else guessed from the profile
  std::filesystem::path catalogues;
};

struct AuditedFile {
  std::string path;
  ReadReport report;
};

struct AuditAnswer {
  Audit audit;
  std::vector<AuditedFile> files;
  std::string device_name;                    // as the driver calls it
  std::optional<Accelerator> accelerator;
  bool accelerator_guessed = false;
  std::int64_t world_size = 0;                // accelerators of the job; those seen if no file says more
  std::vector<std::string> notes;             // what a reader of the figures should know
};

// What the user asked for cannot be: a file that cannot be opened, an accelerator that the catalogue lacks.
struct AuditRefused : std::runtime_error { using std::runtime_error::runtime_error; };
// The files were read and held nothing that could be audited.
struct NothingToAudit : std::runtime_error { using std::runtime_error::runtime_error; };

AuditAnswer audit_files(const AuditRequest& request);

} // namespace archipelago
