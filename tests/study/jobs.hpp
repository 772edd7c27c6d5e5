// Jobs for the supervisor's tests: one that ends well, with figures that depend on its seed only.
#pragma once

#include "sim/study/job.hpp"

#include <unistd.h>

namespace archipelago {

inline Result result_of_seed(std::uint64_t seed) {
  Result result;
  result.seed = seed;
  result.fidelity = "exact";
  result.goodput = 0.5 + 0.1 / static_cast<double>(seed + 2);   // a fraction whose digits must survive the pipe
  result.fingerprint = 0xfedcba9876543210ull + seed;
  return result;
}

inline Job good_job(std::uint64_t seed, useconds_t pause_us = 0) {
  return {seed, [seed, pause_us](Progress& progress) {
            progress.share(0.5, Seconds(10));
            usleep(pause_us);
            return result_of_seed(seed);
          }};
}

} // namespace archipelago
