// learners[].layout: what it fixes, and whether that can be at all. What is left out is searched.
#pragma once

#include "models/workload/step/layout_search.hpp"
#include "scenarios/build/part.hpp"

namespace archipelago {

struct GivenLayout {
  LayoutWish wish;
  bool sound = true;                          // false: findings were made
};

// After the learner's accelerators; the model has all its dimensions, and `sequences` make a step.
GivenLayout build_layout(const Part& learner, const World& world, std::int64_t accelerators, std::int64_t sequences);

} // namespace archipelago
