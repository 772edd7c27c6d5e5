// Choosing between measured layouts of one job: does the model's order find the best?
#pragma once

#include "sim/validate/training/asked_step.hpp"

#include <string>
#include <vector>

namespace archipelago {

struct LayoutGroup {
  std::string name;
  std::size_t layouts = 0;
  std::size_t place_of_best = 0;              // of the layout that was measured best, in our order, from 1
  double regret = 0;                          // measured time of our first choice over the best measured, less 1
};

// Of groups with at least `fewest` layouts.
std::vector<LayoutGroup> rank_layouts(const std::vector<AskedStep>& steps, double efficiency, std::size_t fewest);

} // namespace archipelago
