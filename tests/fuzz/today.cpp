// Any bytes as what a proposal is told of today: answers to the questionnaire, and an audit.
#include "sim/cli/exit_code.hpp"
#include "sim/cli/proposal/about_today.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  const std::string path = scratch.write("today.json", text_of(data, size)).string();
  for (auto* const read : {questionnaire_for_proposal, audit_for_proposal})
    try {
      if (!read(path).is_object()) std::abort();
    } catch (const CommandError& error) {
      if (!*error.what()) std::abort();
    }
  return 0;
}
