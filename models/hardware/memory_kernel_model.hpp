// Time of kernels that only move data: norms, activations, residual adds, embedding look-ups, the optimizer, copies.
//
//   t = t0 + bytes / BW
//
// Bytes are the ideal traffic: each operand read once and each result written once. BW is then an effective bandwidth: 0.35-0.6
// of the memory's for unfused norms and activations, 0.75-0.85 for fused ones, above it where operands come from cache.
#pragma once

#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace archipelago {

enum class MemoryKernel { norm_forward, norm_backward, activation, residual_add, embedding, optimizer, copy };
inline constexpr std::array<std::string_view, 7> memory_kernel_names{
    "norm_forward", "norm_backward", "activation", "residual_add", "embedding", "optimizer", "copy"};
constexpr std::string_view name_of(MemoryKernel kind) { return memory_kernel_names[static_cast<std::size_t>(kind)]; }
std::optional<MemoryKernel> memory_kernel_from(std::string_view name);

// bf16 weight and gradient, fp32 master copy and two moments, each read and all but the gradient written.
inline constexpr double optimizer_bytes_per_parameter = 28.0;

struct MemoryKernelModel {
  Seconds start;
  BytesPerSecond bandwidth;
  Residual residual;
  std::string source;

  Seconds time(Bytes traffic) const { return start + traffic / bandwidth; }
};

} // namespace archipelago
