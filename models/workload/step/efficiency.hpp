// Efficiency factors: what whole steps of a framework on an accelerator reach of their kernels alone, as fitted, and which one to
// take where that pair was not measured.
//
//   1. the pair itself   2. the framework on other accelerators   3. other frameworks on the accelerator   4. Software's default
//
// 2 and 3 take the median of the others, and their band is widened by how far these lie apart, at least 10 % each way. A
// framework's factor carries over to other accelerators about as well as an accelerator's to other frameworks (dense models:
// 0.84-0.99 and 0.95-1.01 within a framework, 0.80-0.96 within H100), and its overlaps are described with it, so it goes first.
// Releases of a framework share its factor; adapters alone ("name-lora") are a framework of their own.
#pragma once

#include "models/hardware/residual.hpp"
#include "models/workload/step/question.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct Efficiency {
  std::string framework, accelerator;
  double efficiency = 1;
  Residual residual;                          // of steps that the factor was not fitted on
  std::string source, date;
};

struct EfficiencyCatalogue {
  std::vector<std::string> made_by;           // the commands that wrote it, in order
  std::vector<Efficiency> entries;            // at most one per pair
};

struct ChosenEfficiency {
  double value = 1;
  Residual residual;
  std::string source;                         // by which of the rules, from what
};

struct EfficiencyWanted {
  std::string framework, accelerator;         // framework empty: not said
};

ChosenEfficiency choose_efficiency(const EfficiencyCatalogue& catalogue, const EfficiencyWanted& wanted, const Software& otherwise);

} // namespace archipelago
