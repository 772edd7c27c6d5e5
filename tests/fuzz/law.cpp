// Any bytes as a law of traces ("archipelago-law/1"). What is read is written and read again, and draws a small trace.
#include "scenarios/generators/generator_file.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace archipelago;

namespace {

void draw(const Process& process) {
  const Trace trace = generate({process}, {1, 3, Seconds(1000), {}});
  if (const auto* outages = trace.outages())
    for (const auto& outage : outages->outages)
      if (!(outage.start >= 0)) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const GeneratorFile file = read_generator_text(std::string_view(reinterpret_cast<const char*>(data), size), "law.json");
  if (file.generator.has_value() != file.problems.empty()) std::abort();
  if (!file.generator) return 0;
  const std::string written = generator_document(*file.generator).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (read_generator_text(written, "law.json").generator.has_value() == false) std::abort();
  for (const Process& process : file.generator->processes) draw(process);
  return 0;
}
