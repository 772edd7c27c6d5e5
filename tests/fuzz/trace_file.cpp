// Any bytes as the file of a trace, compressed or not, or as the manifest beside one.
#include "sim/trace/inspect_text.hpp"
#include "sim/trace/open_trace.hpp"
#include "tests/fuzz/scratch_input.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchInput scratch;
  const std::string_view bytes = text_of(data, size);
  const bool is_manifest = bytes.starts_with("file,");
  scratch.write("manifest.csv", is_manifest ? bytes : "");
  const auto path = scratch.write("trace.csv", is_manifest ? "t_start_s,t_end_s,node\n1,2,0\n5,9.5,3\n" : bytes);
  TraceFacts facts;
  if (!is_manifest) {
    facts.nodes = 50;
    facts.horizon = Seconds(1000);
  }
  const OpenedTrace opened = open_trace(path, facts);
  if (!opened.reading.trace && opened.problems.empty()) std::abort();
  if (!opened.problems.empty()) return 0;
  if (inspect_text(opened, Terminal{}).empty() || inspect_document(opened).empty()) std::abort();
  return 0;
}
