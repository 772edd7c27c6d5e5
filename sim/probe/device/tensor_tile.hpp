// 16 x 16 tiles of a matrix product on the tensor cores, held by 32 lanes together: bf16 operands, 32-bit sums.
//
// On CUDA these are the fragments of the WMMA interface (sm_80 and later), whose layout over lanes is not known. Pointers are aligned
// to 32 bytes, strides of operands are multiples of 8 values, of sums of 4. On a host compiler every lane holds the whole tile.
#pragma once

#include "sim/probe/device/device_code.hpp"
#include "sim/probe/sample_values.hpp"

#if defined(__CUDACC__)
#include <cuda_bf16.h>
#include <mma.h>
#endif

namespace archipelago {

inline constexpr int tile = 16;

#if defined(__CUDACC__)
struct LeftTile { nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, tile, tile, tile, __nv_bfloat16, nvcuda::wmma::row_major> held; };
struct RightTile { nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, tile, tile, tile, __nv_bfloat16, nvcuda::wmma::row_major> held; };
struct TransposedTile { nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, tile, tile, tile, __nv_bfloat16, nvcuda::wmma::col_major> held; };
struct SumTile { nvcuda::wmma::fragment<nvcuda::wmma::accumulator, tile, tile, tile, float> held; };

template <class Tile> ARCHIPELAGO_DEVICE void load(Tile& to, const std::uint16_t* from, unsigned stride) {
  nvcuda::wmma::load_matrix_sync(to.held, reinterpret_cast<const __nv_bfloat16*>(from), stride);
}
ARCHIPELAGO_DEVICE void load(SumTile& to, const float* from, unsigned stride) {
  nvcuda::wmma::load_matrix_sync(to.held, from, stride, nvcuda::wmma::mem_row_major);
}
ARCHIPELAGO_DEVICE void store(float* to, const SumTile& from, unsigned stride) {
  nvcuda::wmma::store_matrix_sync(to, from.held, stride, nvcuda::wmma::mem_row_major);
}
ARCHIPELAGO_DEVICE void clear(SumTile& sums) { nvcuda::wmma::fill_fragment(sums.held, 0.0f); }
template <class Right> ARCHIPELAGO_DEVICE void multiply_add(SumTile& sums, const LeftTile& left, const Right& right) {
  nvcuda::wmma::mma_sync(sums.held, left.held, right.held, sums.held);
}
#elif !defined(__HIPCC__)
struct LeftTile { float at[tile][tile]; };
struct RightTile { float at[tile][tile]; };
struct TransposedTile { float at[tile][tile]; };
struct SumTile { float at[tile][tile]; };

template <class Tile> void load(Tile& to, const std::uint16_t* from, unsigned stride) {
  for (unsigned i = 0; i < tile; ++i)
    for (unsigned j = 0; j < tile; ++j) to.at[i][j] = bf16_to_float(from[i * stride + j]);
}
inline void load(TransposedTile& to, const std::uint16_t* from, unsigned stride) {
  for (unsigned i = 0; i < tile; ++i)
    for (unsigned j = 0; j < tile; ++j) to.at[i][j] = bf16_to_float(from[j * stride + i]);
}
inline void load(SumTile& to, const float* from, unsigned stride) {
  for (unsigned i = 0; i < tile; ++i)
    for (unsigned j = 0; j < tile; ++j) to.at[i][j] = from[i * stride + j];
  __syncwarp();                               // all have read before one writes
}
inline void store(float* to, const SumTile& from, unsigned stride) {
  for (unsigned place = threadIdx.x % lanes; place < tile * tile; place += lanes)
    to[place / tile * stride + place % tile] = from.at[place / tile][place % tile];
}
inline void clear(SumTile& sums) { sums = {}; }
template <class Right> void multiply_add(SumTile& sums, const LeftTile& left, const Right& right) {
  for (int i = 0; i < tile; ++i)
    for (int j = 0; j < tile; ++j)
      for (int p = 0; p < tile; ++p) sums.at[i][j] += left.at[i][p] * right.at[p][j];
}
#endif

} // namespace archipelago
