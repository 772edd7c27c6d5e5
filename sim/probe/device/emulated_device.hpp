// Runs a kernel on host threads, one per device thread and one block at a time, for tests without an accelerator.
//
// Barriers are real ones and shared memory is shared, so a missing barrier is a data race that a thread sanitizer sees. It says
// nothing about speed. Groups of 32 threads exchange values as the lanes of a warp do; a block is a multiple of 32 threads.
#pragma once

#include <atomic>
#include <barrier>
#include <cmath>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace archipelago::emulated {

struct Index { unsigned x = 1, y = 1, z = 1; };

struct Warp {
  std::barrier<> barrier{32};
  float values[32] = {};
};

struct Block {
  Block(unsigned threads, std::size_t shared) : barrier(threads), shared_memory((shared + sizeof(Line)) / sizeof(Line)) {
    for (unsigned warp = 0; warp < threads / 32; ++warp) warps.push_back(std::make_unique<Warp>());
  }
  struct alignas(128) Line { unsigned char bytes[128] = {}; };
  std::barrier<> barrier;
  std::vector<Line> shared_memory;
  std::vector<std::unique_ptr<Warp>> warps;
};

inline thread_local Block* block = nullptr;
inline thread_local Index thread_index, block_index, block_size, grid_size;

inline unsigned char* shared_bytes() { return block->shared_memory.front().bytes; }
inline Warp& warp() { return *block->warps[thread_index.x / 32]; }
inline void synchronize_warp() { warp().barrier.arrive_and_wait(); }

inline float exchange(float value, int lane_mask) {
  const unsigned lane = thread_index.x % 32;
  warp().values[lane] = value;
  synchronize_warp();
  const float other = warp().values[lane ^ static_cast<unsigned>(lane_mask)];
  synchronize_warp();
  return other;
}

template <class Kernel> void launch(Index grid, unsigned threads, std::size_t shared, const Kernel& kernel) {
  for (unsigned z = 0; z < grid.z; ++z)
    for (unsigned y = 0; y < grid.y; ++y)
      for (unsigned x = 0; x < grid.x; ++x) {
        Block here(threads, shared);
        std::vector<std::jthread> running;
        for (unsigned thread = 0; thread < threads; ++thread)
          running.emplace_back([&, thread] {
            block = &here;
            thread_index = {thread, 0, 0};
            block_index = {x, y, z};
            block_size = {threads, 1, 1};
            grid_size = grid;
            kernel();
          });
      }
}

} // namespace archipelago::emulated

#define threadIdx archipelago::emulated::thread_index
#define blockIdx archipelago::emulated::block_index
#define blockDim archipelago::emulated::block_size
#define gridDim archipelago::emulated::grid_size

inline void __syncthreads() { archipelago::emulated::block->barrier.arrive_and_wait(); }
inline void __syncwarp() { archipelago::emulated::synchronize_warp(); }
inline float atomicAdd(float* target, float value) { return std::atomic_ref<float>(*target).fetch_add(value); }
