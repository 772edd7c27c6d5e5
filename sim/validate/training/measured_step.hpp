// A measured training step as a published table has it, and what our model needs to predict it.
#pragma once

#include "models/hardware/math_precision.hpp"
#include "models/units.hpp"
#include "models/workload/layout.hpp"
#include "models/workload/model.hpp"

#include <optional>
#include <string>

namespace archipelago {

struct MeasuredStep {
  std::string file, key;                      // key: what a reader needs to find the row
  std::string device, framework, model;       // as the file names them
  std::string software;                       // framework and version, for what it does with kernels; empty: the framework's name
  std::string configuration;                  // equal for repeats of one configuration in several releases
  std::string group;                          // rows that differ in their layout only; empty where that is not the file's point
  TransformerShape shape;
  int devices = 0;
  double batch = 0, sequence_length = 0;
  MathPrecision precision = MathPrecision::bf16;
  std::optional<Layout> layout;               // absent: the table does not say, and the best feasible one is taken
  bool tuned = false;                         // micro-batch, virtual stages and recomputation are not given either
  bool recompute_given = false;
  bool frozen_weights = false;                // LoRA
  Seconds time;
  std::string shown_because;                  // not counted, and why; empty if counted
};

} // namespace archipelago
