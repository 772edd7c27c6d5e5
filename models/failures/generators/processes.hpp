// All that happens to a fleet: several laws side by side, each with a name that keys its draws.
#pragma once

#include "models/failures/generators/spot.hpp"

#include <string>
#include <variant>
#include <vector>

namespace archipelago {

struct Process {
  std::string name;
  std::variant<OutageLaw, MaintenanceLaw, SpotLaw> law;
};

struct Generator {
  std::string name, summary, source, date;
  std::vector<Process> processes;
  std::uint32_t accelerators_per_node = 0;    // of the nodes whose rates these are; 0: not known
};

TraceKind kind_of(const Process& process);
bool takes_nodes_down(TraceKind kind);        // for a while: what spares are for

// One trace of all processes: several only if all of them take nodes down. request.process is not used.
Trace generate(const std::vector<Process>& processes, GeneratorRequest request);

} // namespace archipelago
