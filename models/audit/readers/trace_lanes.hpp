// Which profiler wrote a trace event, and where the event ran: the dialects of the Trace Event Format.
//
//   PyTorch (Kineto)    the category says it: kernel, gpu_memcpy, gpu_memset; cpu_op, cuda_runtime, python_function; user_annotation
//   TensorFlow, JAX     the names of process ("/device:TPU:0", "/device:GPU:1", "/host:CPU") and thread ("XLA Ops", "Steps",
//                       "Stream #13(Compute)"); lines that repeat others (modules, name scopes, source) are left out
//   MXNet               the name of the process: "gpu/0", "cpu/0"
//
// Names may come after events, so an event whose lane is not known yet has to wait.
#pragma once

#include "models/audit/readers/trace_event.hpp"

#include <map>
#include <utility>

namespace archipelago {

class TraceLanes {
public:
  enum class Place { found, not_used, not_known_yet };

  void on_metadata(const TraceEvent& event);
  // Fills in lane, rank, category and name. With `last_chance` an event without names is judged by what there is.
  Place place(const TraceEvent& event, ProfileEvent& placed, bool last_chance);
  const std::string& format() const { return format_; }

private:
  struct Process {
    bool device = false, has_streams = false, has_lines = false;   // lines: XLA's threads, told apart by name
    std::int64_t index = 0;
  };
  Place place_on_line(const TraceEvent& event, const Process& process, ProfileEvent& placed, bool last_chance);

  std::map<std::int64_t, Process> processes_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::string> threads_;
  std::string format_ = "trace events";
  std::string step_name_;                     // backs placed.name
};

} // namespace archipelago
