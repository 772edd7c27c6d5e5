// Any bytes as the file of a profile: SQLite exports of Nsight Systems, compressed traces, and whatever else claims to be one.
#include "models/audit/audit.hpp"
#include "sim/audit/profile_file.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  std::string why;
  const auto file = read_profile_file(scratch.write("profile_rank3", text_of(data, size)).string(), 0, why);
  if (!file) std::abort();                      // it is there
  if (!file->report.complete && file->report.problems.empty()) std::abort();
  const Audit whole = audit(file->ranks, {});
  for (const double share : whole.shares)
    if (!(share >= 0) || share > 1 + 1e-9) std::abort();
  return 0;
}
