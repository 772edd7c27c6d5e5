// Causal attention forward in one pass over the keys (FlashAttention, Dao et al. 2022), as a reference: right, not fast.
//
// A block of 128 threads takes 64 queries of one head, 16 per warp, and walks over the keys 32 at a time: scores on the tensor cores,
// a running maximum and sum per query, weighted values added to an output in shared memory that is rescaled when the maximum
// rises. FlashAttention 2 and 3 and cuDNN keep that output in registers and copy ahead, so
// this kernel's time says how an accelerator keeps up with a plain kernel and is no measurement of theirs.
// Arrays: [batch][length][heads][size] in bf16; length is a multiple of 64, heads one of kv_heads.
#pragma once

#include "sim/probe/device/tensor_tile.hpp"
#include "sim/probe/device/vectors.hpp"

#include <cmath>

namespace archipelago {

inline constexpr int attention_queries = 64, attention_keys = 32, attention_threads = 128;

// Strides are padded so that neighbouring rows fall into other banks; every tile still starts on 32 bytes.
template <int size> struct AttentionMemory {
  static constexpr unsigned row = size + 8, score_row = attention_keys + 4, share_row = attention_keys + 8, output_row = size + 4;
  alignas(32) std::uint16_t keys[attention_keys * row];
  alignas(32) std::uint16_t values[attention_keys * row];
  alignas(32) float scores[attention_queries * score_row];
  alignas(32) std::uint16_t shares[attention_queries * share_row];
  union {                                     // queries move into registers before the first output is written
    alignas(32) std::uint16_t queries[attention_queries * row];
    alignas(32) float output[attention_queries * output_row];
  };
};

template <int size>
ARCHIPELAGO_DEVICE void load_rows(std::uint16_t* to, const std::uint16_t* from, std::int64_t stride, int rows) {
  for (int i = static_cast<int>(threadIdx.x); i < rows * (size / 8); i += attention_threads) {
    const int row = i / (size / 8), part = i % (size / 8);
    auto* const target = reinterpret_cast<EightHalves*>(to + row * AttentionMemory<size>::row + 8 * part);
    *target = *reinterpret_cast<const EightHalves*>(from + row * stride + 8 * part);
  }
}

struct SoftmaxState { float highest, sum; };  // of one query so far; both of its lanes hold the same

// Two lanes share a query, each takes half of its keys. Returns by how much earlier outputs shrink.
ARCHIPELAGO_DEVICE float update_softmax(SoftmaxState& state, const float* scores, std::uint16_t* shares, int visible, float scale) {
  constexpr int mine = attention_keys / 2;
  const int start = static_cast<int>(threadIdx.x % 2) * mine;
  float highest = state.highest;
  for (int key = start; key < start + mine; ++key)
    if (key < visible) highest = fmaxf(highest, scores[key] * scale);
  highest = fmaxf(highest, exchange(highest, 1));
  float sum = 0;
  for (int key = start; key < start + mine; ++key) {
    const float share = key < visible ? exp2f(scores[key] * scale - highest) : 0.0f;
    shares[key] = float_to_bf16(share);
    sum += share;
  }
  sum += exchange(sum, 1);
  const float factor = exp2f(state.highest - highest);   // 0 at first: exp2(-infinity)
  state.highest = highest;
  state.sum = state.sum * factor + sum;
  return factor;
}

template <int size>
ARCHIPELAGO_KERNEL attention_forward(const std::uint16_t* q, const std::uint16_t* k, const std::uint16_t* v, std::uint16_t* out, int length,
                                     int kv_heads) {
  using Memory = AttentionMemory<size>;
  ARCHIPELAGO_SHARED_BYTES(shared);
  Memory& memory = *reinterpret_cast<Memory*>(shared);
  const int heads = static_cast<int>(gridDim.y), head = static_cast<int>(blockIdx.y);
  const int first_query = static_cast<int>(gridDim.x - 1 - blockIdx.x) * attention_queries;   // the longest blocks start first
  const std::int64_t query_stride = static_cast<std::int64_t>(heads) * size, key_stride = static_cast<std::int64_t>(kv_heads) * size;
  const std::int64_t sequence = static_cast<std::int64_t>(blockIdx.z) * length;
  const std::int64_t query_start = (sequence + first_query) * query_stride + head * size;
  const std::int64_t key_start = sequence * key_stride + head / (heads / kv_heads) * size;

  const int lane = static_cast<int>(threadIdx.x % lanes), warp_row = static_cast<int>(threadIdx.x / lanes) * tile;
  const int row = warp_row + lane / 2;        // the query that this lane and its neighbour look after
  const float scale = 1.44269504f / sqrtf(static_cast<float>(size));   // log2(e): exponentials are of base 2

  load_rows<size>(memory.queries, q + query_start, query_stride, attention_queries);
  __syncthreads();
  LeftTile queries[size / tile];
  for (int part = 0; part < size / tile; ++part) load(queries[part], memory.queries + warp_row * Memory::row + part * tile, Memory::row);
  __syncthreads();
  for (int i = static_cast<int>(threadIdx.x); i < attention_queries * static_cast<int>(Memory::output_row); i += attention_threads) memory.output[i] = 0;

  SoftmaxState state{-INFINITY, 0};
  for (int first_key = 0; first_key < first_query + attention_queries; first_key += attention_keys) {
    __syncthreads();                          // the last keys and values have been used, the output is cleared
    load_rows<size>(memory.keys, k + key_start + first_key * key_stride, key_stride, attention_keys);
    load_rows<size>(memory.values, v + key_start + first_key * key_stride, key_stride, attention_keys);
    __syncthreads();
    for (int column = 0; column < attention_keys; column += tile) {
      SumTile sums;
      clear(sums);
      for (int part = 0; part < size / tile; ++part) {
        TransposedTile keys;
        load(keys, memory.keys + column * Memory::row + part * tile, Memory::row);
        multiply_add(sums, queries[part], keys);
      }
      store(memory.scores + warp_row * Memory::score_row + column, sums, Memory::score_row);
    }
    __syncwarp();
    const int visible = first_query + row - first_key + 1;
    const float factor = update_softmax(state, memory.scores + row * Memory::score_row, memory.shares + row * Memory::share_row, visible, scale);
    float* const half = memory.output + row * Memory::output_row + lane % 2 * (size / 2);
    if (factor != 1)
      for (int i = 0; i < size / 2; ++i) half[i] *= factor;
    __syncwarp();
    for (int column = 0; column < size; column += tile) {
      float* const place = memory.output + warp_row * Memory::output_row + column;
      SumTile sums;
      load(sums, place, Memory::output_row);
      for (int key = 0; key < attention_keys; key += tile) {
        LeftTile shares;
        RightTile values;
        load(shares, memory.shares + warp_row * Memory::share_row + key, Memory::share_row);
        load(values, memory.values + key * Memory::row + column, Memory::row);
        multiply_add(sums, shares, values);
      }
      store(place, sums, Memory::output_row);
    }
    __syncwarp();
  }
  const float* const half = memory.output + row * Memory::output_row + lane % 2 * (size / 2);
  std::uint16_t* const target = out + query_start + row * query_stride + lane % 2 * (size / 2);
  for (int i = 0; i < size / 2; ++i) target[i] = float_to_bf16(half[i] / state.sum);
}

} // namespace archipelago
