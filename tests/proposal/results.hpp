// Result files as a proposal gets them, without a simulation.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>

namespace archipelago {

struct SampleRun {
  std::uint64_t first_seed = 1;
  int seeds = 4;
  double price = 2.5;            // of an accelerator-hour
  double noise = 0.01;           // of goodput, from seed to seed
  double goodput = 0.9;
  double token_efficiency = 0.95;
  bool target = true, invested = false;
};

nlohmann::json sample_document(const SampleRun& run);

}   // namespace archipelago
