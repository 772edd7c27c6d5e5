// Writes synthetic events the way each profiler does, from its documented schema.
//
//   PyTorch 2.x     torch.profiler.export_chrome_trace: cat, External id, Input Dims, distributedInfo, deviceProperties
//   XLA             trace.json of the TensorFlow profiler plugin: process_name "/device:TPU:0", thread_name "XLA Ops", "Steps", hlo_category
//   MXNet 1.x       profiler.dump: process_name "gpu/0", operators as phases B and E
//   CSV             our own columns
#pragma once

#include "tests/audit/synthetic_job.hpp"

#include <optional>
#include <string>
#include <vector>

namespace archipelago {

// Each entry of traceEvents as text, so that a test can shuffle, cut and nest them.
std::vector<std::string> kineto_entries(const std::vector<SyntheticEvent>& events);
std::string kineto_document(const std::vector<std::string>& entries, std::optional<int> rank, int world_size = 1);
std::vector<std::string> xla_metadata(int ranks);
std::vector<std::string> xla_entries(const std::vector<SyntheticEvent>& events);
std::vector<std::string> mxnet_entries(const std::vector<SyntheticEvent>& events);   // metadata first; no step marks: MXNet has none
std::string trace_document(const std::vector<std::string>& entries);
std::string csv_text(const std::vector<SyntheticEvent>& events);

} // namespace archipelago
