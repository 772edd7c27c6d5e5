#include "models/hardware/family.hpp"

#include <array>

namespace archipelago {

namespace {

constexpr std::array<FamilyEfficiency, 4> families{{
    {.vendor = "NVIDIA", .gemm = 0.70, .gemm_fp8 = 0.57, .gemm_fp4 = 0.45, .attention = 0.50, .memory = 0.76, .fused = 0.75, .unfused = 0.50,
     .interconnect = 0.81, .kernel_start = 3e-6, .quantised_start = 14e-6, .collective_start = 20e-6, .low = 0.8, .high = 1.35,
     .basis = "data sheet x efficiencies of measured NVIDIA parts"},
    {.vendor = "AMD", .gemm = 0.50, .gemm_fp8 = 0.31, .gemm_fp4 = 0.25, .attention = 0.30, .memory = 0.72, .fused = 0.65, .unfused = 0.45,
     .interconnect = 0.70, .kernel_start = 6e-6, .quantised_start = 15e-6, .collective_start = 50e-6, .low = 0.65, .high = 1.5,
     .basis = "data sheet x efficiencies of MI300X, MI325X and MI355X"},
    {.vendor = "Google", .gemm = 0.78, .gemm_fp8 = 0.65, .gemm_fp4 = 0.50, .attention = 0.45, .memory = 0.75, .fused = 0.70, .unfused = 0.60,
     .interconnect = 0.80, .kernel_start = 2e-6, .quantised_start = 2e-6, .collective_start = 10e-6, .low = 0.65, .high = 1.6,
     .basis = "data sheet x what published TPU training runs imply"},
    {.vendor = "", .gemm = 0.50, .gemm_fp8 = 0.40, .gemm_fp4 = 0.30, .attention = 0.30, .memory = 0.65, .fused = 0.60, .unfused = 0.40,
     .interconnect = 0.65, .kernel_start = 5e-6, .quantised_start = 15e-6, .collective_start = 30e-6, .low = 0.5, .high = 2.0,
     .basis = "data sheet x the least efficient measured family"},
}};

} // namespace

const FamilyEfficiency& family_of(std::string_view vendor) {
  for (const FamilyEfficiency& family : families)
    if (family.vendor == vendor) return family;
  return families.back();
}

} // namespace archipelago
