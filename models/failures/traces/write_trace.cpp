#include "models/failures/traces/write_trace.hpp"

#include "models/failures/traces/trace_kind.hpp"

#include <cmath>
#include <cstdio>

namespace archipelago {

namespace {

std::string seconds_text(double seconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f", seconds);
  std::string result = text;
  while (result.ends_with('0')) result.pop_back();
  if (result.ends_with('.')) result.pop_back();
  return result;
}

std::string speed_text(float speed) {
  char text[24];
  std::snprintf(text, sizeof text, "%.6g", static_cast<double>(speed));
  return text;
}

// A row is a line, and a line is text: control characters become '?'.
std::string cell(std::string text) {
  bool plain = true;
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = '?';
    plain = plain && c != ',' && c != '"';
  }
  if (plain) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 32) c = ' ';
  return text;
}

void write_outages(std::ostream& stream, const OutageTrace& trace, bool with_speed) {
  stream << "t_start_s,t_end_s,node,class" << (with_speed ? ",speed\n" : "\n");
  for (const NodeOutage& outage : trace.outages) {
    const std::string name = outage.node < trace.names.size() ? trace.names[outage.node] : "n" + std::to_string(outage.node);
    stream << seconds_text(outage.start) << ',' << (outage.end == NodeOutage::unknown_end ? "" : seconds_text(outage.end)) << ',' << cell(name) << ','
           << cell(trace.causes.empty() ? "" : trace.causes[outage.cause]);
    if (with_speed) stream << ',' << speed_text(outage.speed);
    stream << '\n';
  }
}

} // namespace

void write_trace(std::ostream& stream, const Trace& trace, const std::vector<std::string>& remarks) {
  stream << "# archipelago-trace/1\n# kind: " << kind_of(trace.kind).name << '\n';
  if (!trace.name.empty()) stream << "# name: " << one_line(trace.name) << '\n';
  if (!trace.origin.empty()) stream << "# origin: " << one_line(trace.origin) << '\n';
  for (const std::string& remark : remarks) stream << "# " << one_line(remark) << '\n';
  if (const OutageTrace* outages = trace.outages()) {
    stream << "# nodes: " << outages->nodes << "\n# horizon_s: " << seconds_text(outages->horizon.value) << '\n';
    if (outages->accelerators_per_node > 0) stream << "# accelerators_per_node: " << outages->accelerators_per_node << '\n';
    write_outages(stream, *outages, trace.kind == TraceKind::slow_spell);
  } else if (const CapacityTrace* capacity = trace.capacity()) {
    stream << "# nodes: " << capacity->nodes << "\n# horizon_s: " << seconds_text(capacity->horizon.value) << "\nt_s,available\n";
    for (const CapacityStep& step : capacity->steps) stream << seconds_text(step.at) << ',' << step.available << '\n';
  }
}

} // namespace archipelago
