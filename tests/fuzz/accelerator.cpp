// Any bytes as an accelerator in a file of its own, and as an accelerator's profile, which is written as it was read.
#include "models/hardware/spec_profile.hpp"
#include "scenarios/accelerator_file.hpp"
#include "scenarios/profiles.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  static const Catalogues catalogues(ARCHIPELAGO_SCENARIOS "/catalogues");
  const auto path = scratch.write("part.json", text_of(data, size));
  const AcceleratorFile part = read_accelerator(path, catalogues);
  if (part.accelerator.has_value() != part.problems.empty()) std::abort();
  if (part.accelerator) spec_profile(*part.accelerator);
  const ProfileFile profile = read_profile(path);
  if (profile.profile.has_value() != profile.problems.empty()) std::abort();
  if (!profile.profile) return 0;
  const std::string written = profile_text(*profile.profile);
  const ProfileFile again = read_profile(scratch.write("again.json", written));
  if (!again.profile || profile_text(*again.profile) != written) std::abort();
  return 0;
}
