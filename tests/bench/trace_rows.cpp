// A trace of a million rows: how long it takes to read (target: 2 s) and to sum up.
#include "models/failures/traces/outage_statistics.hpp"
#include "models/failures/traces/read_trace.hpp"

#include <fmt/format.h>

#include <ctime>
#include <sstream>

using namespace archipelago;

namespace {
double seconds_since(std::clock_t start) { return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }
} // namespace

int main() {
  constexpr int rows = 1'000'000, nodes = 20'000;
  std::string text = "t_start_s,t_end_s,node,level,class,desc\n";
  for (int row = 0; row < rows; ++row)
    fmt::format_to(std::back_inserter(text), "{}.5,{}.25,node-{:05},hardware,{},\"fan, left\"\n", row * 97LL, row * 97LL + 3600 + row % 86400, row * 7919LL % nodes, row % 3 ? "GPU" : "NIC");
  std::istringstream stream(text);
  StreamSource source(stream);
  TraceFacts facts;
  facts.nodes = nodes;
  facts.horizon = Seconds(1e8);
  std::clock_t start = std::clock();
  const TraceReading reading = read_trace(source, facts);
  const double read_s = seconds_since(start);
  if (!reading.trace || reading.counts.rows != rows) return 1;
  start = std::clock();
  const OutageStatistics statistics = statistics_of(*reading.trace->outages());
  fmt::print("{} rows, {:.0f} MB: read in {:.2f} s of CPU (target 2), summed up in {:.2f} s; {:.0f} node-days down\n", reading.counts.rows, 1e-6 * static_cast<double>(text.size()), read_s,
             seconds_since(start), statistics.downtime_node_s / seconds_per_day);
}
