// Writes synthetic events as `nsys export --type sqlite` does; what an export may lack can be left out.
#pragma once

#include "tests/audit/synthetic_job.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct NsightSchema {
  bool demangled_names = true;                // else only shortName, as in old exports
  bool nvtx = true, runtime = true, gpu_info = true, process_ids = true;
  bool text_in_place = true;                  // NVTX_EVENTS.text; else textId into StringIds
};

void write_nsight(const std::string& path, const std::vector<SyntheticEvent>& events, const NsightSchema& schema = {});
void write_database(const std::string& path, const std::string& sql);

} // namespace archipelago
