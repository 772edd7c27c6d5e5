// How kernels touch each element of an array once: 16 bytes per thread and turn, the widest access there is, striding over the
// grid so that any grid covers any count.
#pragma once

#include "sim/probe/device/device_code.hpp"
#include "sim/probe/sample_values.hpp"

namespace archipelago {

struct alignas(16) EightHalves { std::uint16_t at[8]; };
struct alignas(8) FourHalves { std::uint16_t at[4]; };
struct alignas(16) FourFloats { float at[4]; };

ARCHIPELAGO_DEVICE std::int64_t first_element() { return static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x; }
ARCHIPELAGO_DEVICE std::int64_t grid_stride() { return static_cast<std::int64_t>(gridDim.x) * blockDim.x; }

} // namespace archipelago
