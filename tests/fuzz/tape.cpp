// Any bytes as an event tape, which is written as it was read.
#include "sim/cli/exit_code.hpp"
#include "sim/cli/tape_json.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Tape tape = tape_from_json(std::string_view(reinterpret_cast<const char*>(data), size), "tape.json");
    const std::string written = tape_to_json(tape);
    if (tape_to_json(tape_from_json(written, "tape.json")) != written) std::abort();
  } catch (const CommandError& error) {
    if (!*error.what()) std::abort();
  }
  return 0;
}
