// One accelerator type as the catalogue knows it. Peak rates are dense, per accelerator.
#pragma once

#include "models/units.hpp"

#include <optional>
#include <string>

namespace archipelago {

struct Accelerator {
  std::string name;                           // catalogue name, "h100-sxm"
  std::string vendor;
  FlopsPerSecond peak_bf16;
  std::optional<FlopsPerSecond> peak_fp8, peak_fp4;
  Bytes memory;
  BytesPerSecond memory_bandwidth;
  BytesPerSecond interconnect;                // inside the node or slice, one direction
  int node_size = 8;                          // accelerators that fail together by default
  int domain_size = 8;                        // accelerators that the fast interconnect reaches: a node, an NVLink rack, a TPU slice
  Watts power;                                // of the accelerator alone
  std::optional<Watts> server_power;          // rated power of its server, over the accelerators in it
  double mfu = 0;                             // model FLOPs utilization in large-model training, see mfu_source
  std::string mfu_source;
  std::string profile;                        // the accelerator whose measured kernels it shares; empty: its own
  std::string source, date;
};

} // namespace archipelago
