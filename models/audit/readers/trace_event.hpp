// One entry of "traceEvents" in the Trace Event Format (Chrome, Perfetto), which PyTorch, TensorFlow, JAX and MXNet write.
//
//   {"ph": "X", "cat": "kernel", "name": "ampere_bf16_gemm…", "pid": 0, "tid": 7, "ts": 1712.125, "dur": 33.5, "args": {…}}
//
// ts and dur are microseconds as decimal text and become whole nanoseconds without passing through a double.
// Phases: X a whole event; B, E and b, e its two ends; M metadata. Of args only what the audit uses is kept.
#pragma once

#include "models/audit/operator_work.hpp"
#include "models/audit/profile_event.hpp"
#include "models/audit/readers/json_scanner.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace archipelago {

struct TraceEvent {
  char phase = 0;
  std::string name, category;
  std::string id;                             // joins the ends of asynchronous events
  std::int64_t process = 0, thread = 0;       // names in place of numbers become some number of their own
  std::optional<ProfileTime> start, duration;

  std::string label;                          // args.name: what metadata calls a process or thread
  std::string hlo_category;
  std::optional<std::int64_t> operation, device;
  std::optional<double> flops, bytes;
  double message_elements = 0;                // of a collective
  int element_bytes = 0;
  std::vector<Shape> shapes;                  // of an operator's inputs

  void clear();
};

std::optional<ProfileTime> microseconds(std::string_view text);

// Reads what follows an object's opening brace, to its closing one. False if the file ends or breaks inside.
bool read_trace_event(JsonScanner& scanner, TraceEvent& event);

} // namespace archipelago
