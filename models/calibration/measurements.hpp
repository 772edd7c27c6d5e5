// Measured kernels and collectives, one row each, as every reader of a file format delivers them.
#pragma once

#include "models/hardware/attention_model.hpp"
#include "models/hardware/collective_model.hpp"
#include "models/hardware/math_precision.hpp"
#include "models/hardware/memory_kernel_model.hpp"
#include "models/units.hpp"

#include <vector>

namespace archipelago {

struct GemmMeasurement {
  double m = 0, n = 0, k = 0;
  MathPrecision precision = MathPrecision::bf16;
  Seconds time;
};

struct AttentionMeasurement {
  AttentionShape shape;
  AttentionKernel kernel = AttentionKernel::flash2;
  bool backward = false;
  Seconds time;
};

struct MemoryMeasurement {
  MemoryKernel kind = MemoryKernel::copy;
  Bytes traffic;                              // ideal
  double series = 0;                          // tells apart shapes of equal traffic: the row width
  Seconds time;
};

struct CollectiveMeasurement {
  Collective operation = Collective::all_reduce;
  double nodes = 1, members_per_node = 8;
  Bytes size;                                 // as in collective_model.hpp
  BytesPerSecond adapter;                     // per member, where there are several nodes; 0 = not stated
  double series = 0;                          // tells apart measurements of one size: the data type
  Seconds time;
};

struct HostMeasurement {                      // a copy between pinned host memory and the accelerator
  bool to_device = true;
  BytesPerSecond rate;
};

struct Measurements {
  std::vector<GemmMeasurement> gemm;
  std::vector<AttentionMeasurement> attention;
  std::vector<MemoryMeasurement> memory;
  std::vector<CollectiveMeasurement> collectives;
  std::vector<HostMeasurement> host;
};

} // namespace archipelago
