// A case on the device: its operands, how it is launched, and how its result is checked.
#pragma once

#include "sim/probe/comparison.hpp"
#include "sim/probe/device/gpu_memory.hpp"
#include "sim/probe/probe_case.hpp"

#include <memory>
#include <string>

namespace archipelago {

struct WorkloadContext {
  int device = 0;
  int multiprocessors = 1;
  int copies = 1;                             // of the operands, taken turns with
  cudaStream_t stream = nullptr;
};

class Workload {
public:
  virtual ~Workload() = default;
  virtual const char* kernel() const = 0;     // whose kernel it is
  virtual ReferenceComparison check() = 0;             // sets the operands up, launches once and compares
  virtual void launch(int turn) = 0;          // on the context's stream
  virtual bool capturable() const { return true; }   // as a graph, which takes the host's part out of short kernels
  virtual void begin() {}                     // around a series of launches, on the context's stream
  virtual void end() {}
};

std::unique_ptr<Workload> make_gemm(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_attention(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_norm(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_elementwise(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_optimizer(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_copy(const ProbeCase& probe_case, const WorkloadContext& context);
std::unique_ptr<Workload> make_collective(const ProbeCase& probe_case, const WorkloadContext& context);

std::unique_ptr<Workload> make_workload(const ProbeCase& probe_case, const WorkloadContext& context);

} // namespace archipelago
