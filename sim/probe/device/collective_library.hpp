// NCCL (RCCL on ROCm), opened when the program runs: a machine without it still measures everything else.
//
// Declared here and not included, so that building needs no NCCL. These functions and numbers are the same since NCCL 2.10.
#pragma once

#include "sim/probe/device/gpu_runtime.hpp"

#include <cstddef>
#include <string>

namespace archipelago {

struct CollectiveLibrary {
  using Communicator = struct ncclComm*;
  static constexpr int bf16 = 9, sum = 0;     // ncclBfloat16, ncclSum

  int (*get_version)(int*) = nullptr;
  const char* (*error_text)(int) = nullptr;
  int (*init_all)(Communicator*, int, const int*) = nullptr;
  int (*group_start)() = nullptr;
  int (*group_end)() = nullptr;
  int (*all_reduce)(const void*, void*, std::size_t, int, int, Communicator, cudaStream_t) = nullptr;
  int (*all_gather)(const void*, void*, std::size_t, int, Communicator, cudaStream_t) = nullptr;
  int (*reduce_scatter)(const void*, void*, std::size_t, int, int, Communicator, cudaStream_t) = nullptr;
  int (*send)(const void*, std::size_t, int, int, Communicator, cudaStream_t) = nullptr;
  int (*receive)(void*, std::size_t, int, int, Communicator, cudaStream_t) = nullptr;

  std::string version() const;
};

const CollectiveLibrary* collective_library();   // null where there is none

} // namespace archipelago
