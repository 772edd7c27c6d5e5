// What an accelerator of a family is known to reach of its data sheet, for parts that nobody has measured.
//
// Shares are medians over the measured parts of the family, and the band spans them: NVIDIA from the fitted profiles of A100,
// H100, H200, B200, GB200 and L40S; AMD from sustained matrix products (MI300X 0.51, MI325X 0.60, MI355X 0.68 of peak, best
// shapes), STREAM and block-scaled fp8 on MI300X; Google from whole-step MFU of MaxText runs (0.44-0.69), which a matrix
// product must exceed. Anything else gets the lowest shares and the widest band. Never better than a guess within the
// band: `calibrate` replaces them.
#pragma once

#include <string_view>

namespace archipelago {

struct FamilyEfficiency {
  std::string_view vendor;                    // as the catalogue writes it; empty = any other
  double gemm, gemm_fp8, gemm_fp4;            // of the dense peak at that precision
  double attention;                           // of the bf16 peak, forward, long sequences
  double memory;                              // of the memory bandwidth, matrix products and copies
  double fused, unfused;                      // of the memory bandwidth, norms and other small kernels
  double interconnect;                        // of the in-node rate, bandwidth regime
  double kernel_start, quantised_start;       // s; products in 8 and 4 bits include the kernel that quantises their input
  double collective_start;                    // s
  double low, high;                           // band: measured over predicted time
  std::string_view basis;
};

const FamilyEfficiency& family_of(std::string_view vendor);

} // namespace archipelago
