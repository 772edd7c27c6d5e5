// Time of one matrix product C[m,n] = A[m,k] B[k,n] on one accelerator.
//
//   t = (t0 + max(2 m n k w / P, bytes / BW)) exp r(log2 m, log2 n, log2 k)
//   w = 1 + share (min over tiles of (tiles rounded up to whole waves / tiles exactly covering C) / tile rate  -  1)
//   bytes = operand (m k + k n) + output m n
//
// t0 launch and drain, P sustained rate, BW sustained bandwidth. Output tiles are dealt to the multiprocessors in whole waves;
// share says how much of the last wave's waste shows (0 where a library splits tiles to even it out). r is a table of
// what remains. m is tokens, n the output width, k the input width. A linear layer's backward pass is two more products:
// (m, k, n) for the input's gradient and (k, n, m) for the weight's.
// Valid from 16 to 65536 in each dimension, forward layout: transposed operands were not measured. Source of the form: fits
// of the aiconfigurator tables, where a spec-sheet roofline is 25-40 % off and three constants 5-8 % on training shapes.
#pragma once

#include "models/hardware/log_grid.hpp"
#include "models/hardware/math_precision.hpp"
#include "models/hardware/residual.hpp"
#include "models/units.hpp"

#include <string>

namespace archipelago {

struct GemmConstants {
  MathPrecision precision = MathPrecision::bf16;
  Seconds start;                              // t0
  FlopsPerSecond rate;                        // P
  BytesPerSecond bandwidth;                   // BW
  int multiprocessors = 0;                    // of the part; 0 = not known, no wave term
  double wave_share = 0;
};

Flops gemm_flops(double m, double n, double k);
Bytes gemm_bytes(MathPrecision precision, double m, double n, double k);
// w above; 1 where the share or the multiprocessors are 0.
double wave_factor(const GemmConstants& constants, double m, double n);
// Without the table.
Seconds gemm_time(const GemmConstants& constants, double m, double n, double k);

// Shapes of large-model training, for which a residual of their own is kept.
constexpr bool is_training_shape(double m, double n, double k) { return m >= 1024 && n >= 1024 && k >= 1024; }

struct GemmModel {
  GemmConstants constants;
  LogGrid grid;
  Residual training, all;                     // over training shapes, and over every shape
  std::string source;                         // of the measurements

  Seconds time(double m, double n, double k) const;
};

} // namespace archipelago
