// Single measurements as a user states them, on the command line or in a small file.
//
//   product      "8192x8192x8192=1.62 ms", m x n x k, or "8192x8192x8192:fp8=0.9 ms"
//   all-reduce   "8x1GiB=4.3 ms", members x tensor, inside one node
//   step         "model=llama-3-8b accelerators=8 batch=64 sequence=8192 tensor=2 time=2.41s", see stated_steps.hpp
//   file         {"gemm": [text, ...], "all_reduce": [text, ...], "step": [text, ...]}
#pragma once

#include "models/calibration/measurements.hpp"
#include "models/workload/step/layout_search.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct StatedStep {
  std::string text, model;
  std::int64_t accelerators = 0;
  double batch = 0, sequence_length = 0;      // sequences per step of all accelerators; tokens
  MathPrecision precision = MathPrecision::bf16;
  LayoutWish wish;                            // what is not stated is searched
  Seconds time;
};

struct StatedMeasurements {
  std::vector<GemmMeasurement> products;
  std::vector<CollectiveMeasurement> all_reduces;
  std::vector<StatedStep> steps;
  std::vector<std::string> problems;          // each with its text, what was expected, and the nearest name

  bool empty() const { return products.empty() && all_reduces.empty() && steps.empty(); }
};

std::string meant(const std::string& nearest);   // "; did you mean 'bf16'?", or nothing

void read_product(const std::string& text, StatedMeasurements& out);
void read_all_reduce(const std::string& text, StatedMeasurements& out);
void read_step(const std::string& text, StatedMeasurements& out);        // stated_steps.cpp
void read_stated_file(const std::string& file, StatedMeasurements& out);

} // namespace archipelago
