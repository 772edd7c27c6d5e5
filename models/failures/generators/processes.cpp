#include "models/failures/generators/processes.hpp"

namespace archipelago {

TraceKind kind_of(const Process& process) {
  if (const auto* outages = std::get_if<OutageLaw>(&process.law)) return outages->kind;
  return std::holds_alternative<MaintenanceLaw>(process.law) ? TraceKind::maintenance : TraceKind::capacity_steps;
}

bool takes_nodes_down(TraceKind kind) { return kind == TraceKind::node_outage || kind == TraceKind::maintenance; }

Trace generate(const std::vector<Process>& processes, GeneratorRequest request) {
  Trace trace;
  trace.kind = kind_of(processes.front());
  bool first = true;
  for (const Process& process : processes) {
    request.process = process.name;
    if (const auto* spot = std::get_if<SpotLaw>(&process.law)) {
      trace.data = SpotGenerator(*spot)(request);
      continue;
    }
    const auto* maintenance = std::get_if<MaintenanceLaw>(&process.law);
    OutageTrace outages = maintenance ? generate_maintenance(*maintenance, request) : generate_outages(std::get<OutageLaw>(process.law), request);
    if (first) trace.data = std::move(outages);
    else trace.data = joined(std::move(std::get<OutageTrace>(trace.data)), outages);
    if (!first) trace.kind = TraceKind::node_outage;
    first = false;
  }
  return trace;
}

} // namespace archipelago
