// An accelerator's performance as numbers: every kernel of a training step gets a time from here.
//
// A profile is fitted by `archipelago calibrate` from measurements, or derived from a spec sheet with a wide band where there
// are none (Residual::samples is then 0). Times are for one accelerator at the clocks of the measurements; launch gaps,
// throttling and unfused small kernels of a framework are not in them, but in the framework's efficiency factor.
// Predicting from a profile allocates nothing: a kernel costs under 100 ns.
#pragma once

#include "models/hardware/attention_model.hpp"
#include "models/hardware/collective_model.hpp"
#include "models/hardware/gemm_model.hpp"
#include "models/hardware/inter_node_model.hpp"
#include "models/hardware/memory_kernel_model.hpp"
#include "models/units.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace archipelago {

struct HostModel {
  Seconds launch;                             // host time to issue one kernel: the floor of a launch-bound step
  BytesPerSecond to_device, from_device;      // pinned host memory
  std::string source;
};

// What a framework reaches of the kernels' rates inside its steps on this accelerator (models/workload/step/question.hpp).
struct FrameworkEfficiency {
  std::string framework;                      // empty: any
  double value = 0;
  Residual residual;
  std::string source;
};

struct AcceleratorProfile {
  std::string name;                           // catalogue name, "h100-sxm"
  std::string source, date;
  std::vector<std::string> made_by;           // the commands that wrote it, in order
  std::vector<GemmModel> gemm;                // at most one per precision; bf16 always
  std::vector<AttentionModel> attention;      // at most one per kernel, the default first; at least one
  std::array<MemoryKernelModel, memory_kernel_names.size()> memory;   // by MemoryKernel
  std::vector<CollectiveModel> in_node;       // at most one per operation; all-reduce always
  InterNodeModel between_nodes;
  HostModel host;
  std::vector<FrameworkEfficiency> efficiencies;   // at most one per framework; only what was measured

  // fp4 falls back to fp8 and that to bf16, as hardware without a format computes in the next wider one; tf32 to bf16.
  const GemmModel& gemm_at(MathPrecision precision) const;
  Seconds gemm_time(double m, double n, double k, MathPrecision precision) const { return gemm_at(precision).time(m, n, k); }

  // The kernel asked for where the profile has it, else the default.
  const AttentionModel& attention_by(std::optional<AttentionKernel> kernel) const;

  const MemoryKernelModel& memory_kernel(MemoryKernel kind) const { return memory[static_cast<std::size_t>(kind)]; }
  Seconds memory_time(MemoryKernel kind, Bytes traffic) const { return memory_kernel(kind).time(traffic); }
  Seconds optimizer_time(double parameters) const {
    return memory_time(MemoryKernel::optimizer, Bytes(optimizer_bytes_per_parameter * parameters));
  }

  // Inside one node or NVLink domain; size as in collective_model.hpp. An operation without a model of its own borrows the
  // lines of all-reduce.
  const CollectiveModel& collective(Collective operation) const;
  Seconds in_node_time(Collective operation, double members, Bytes size) const;
  // Over several nodes; adapter_rate (per accelerator, one direction) replaces the profile's.
  Seconds between_nodes_time(Collective operation, double nodes, double members_per_node, Bytes size,
                             std::optional<BytesPerSecond> adapter_rate = std::nullopt) const;
};

} // namespace archipelago
