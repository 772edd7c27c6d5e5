#include "sim/probe/device/fill.hpp"

#include "sim/probe/device/fill_kernels.hpp"

namespace archipelago {

void fill(Rotating<std::uint16_t>& array, std::uint32_t seed, const WorkloadContext& context, float scale) {
  for (int copy = 0; copy < array.copies(); ++copy)
    fill_halves<<<blocks_for(array.count(), context), grid_threads, 0, context.stream>>>(array.at(copy), array.count(), seed, scale);
  check_launch("fill 16-bit operands");
}

void fill(Rotating<std::uint8_t>& array, std::uint32_t seed, const WorkloadContext& context) {
  for (int copy = 0; copy < array.copies(); ++copy)
    fill_fp8<<<blocks_for(array.count(), context), grid_threads, 0, context.stream>>>(array.at(copy), array.count(), seed);
  check_launch("fill 8-bit operands");
}

void fill(Rotating<float>& array, std::uint32_t seed, bool magnitudes, const WorkloadContext& context) {
  for (int copy = 0; copy < array.copies(); ++copy)
    fill_floats<<<blocks_for(array.count(), context), grid_threads, 0, context.stream>>>(array.at(copy), array.count(), seed, magnitudes);
  check_launch("fill 32-bit operands");
}

void fill_with_tokens(Rotating<std::int32_t>& array, const WorkloadContext& context) {
  for (int copy = 0; copy < array.copies(); ++copy)
    fill_tokens<<<blocks_for(array.count(), context), grid_threads, 0, context.stream>>>(array.at(copy), array.count());
  check_launch("fill tokens");
}

} // namespace archipelago
