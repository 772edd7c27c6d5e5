// Any bytes as a trace, read and summed up. Node numbers are kept small: what is fuzzed is reading, not memory for ten million nodes.
#include "models/failures/traces/holding_statistics.hpp"
#include "models/failures/traces/matrix_statistics.hpp"
#include "models/failures/traces/node_map.hpp"
#include "models/failures/traces/write_trace.hpp"
#include "tests/traces/reading.hpp"

#include <cstddef>
#include <cstdlib>

using namespace archipelago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = reading_of(std::string(reinterpret_cast<const char*>(data), size), fleet(50, 1000));
  if (!reading.trace) {
    if (reading.problems.empty()) std::abort();
    return 0;
  }
  const Trace& trace = *reading.trace;
  std::ostringstream written;
  if (const auto* outages = trace.outages()) {
    if (statistics_of(*outages).events != outages->outages.size()) std::abort();
    const NodeMapWish wish{MapKind::sampled, 60, Seconds(3000), Seconds(10), true, 1};
    if (refusal_of(*outages, wish).empty()) map_nodes(*outages, wish);
    write_trace(written, trace, {});
    const auto again = reading_of(written.str());
    if (!again.problems.empty() || again.trace->outages()->outages.size() != outages->outages.size()) std::abort();
  }
  if (const auto* capacity = trace.capacity()) statistics_of(*capacity);
  if (const auto* lives = trace.lives()) holding_of(*lives);
  if (const auto* matrix = trace.matrix()) statistics_of(*matrix);
  return 0;
}
