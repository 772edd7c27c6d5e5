// What a plan asks of every point: the figures to measure, which of them is the goal, which have limits, and which span the front.
#pragma once

#include "scenarios/studies/study.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace archipelago {

struct PlanLimit {
  std::string figure;
  bool at_least = false;
  double limit = 0;
  std::string text;                           // "goodput >= 0.9"
};

struct PlanObjective { std::string figure; bool largest = false; };

struct PlanQuestion {
  PlanObjective goal;
  std::vector<PlanLimit> limits;
  std::vector<PlanObjective> front;           // cost, time, quality, as far as they are known
  std::vector<std::string> figures;           // all that are read: the goal first, then those of limits and front, then what is shown
};

// A point of the design that can be played, with what the closed form says of it.
struct Candidate {
  StudyPoint point;
  std::vector<double> closed_form;            // one per figure of the question; NaN: not known
  std::vector<double> features;               // where it lies on the axes (sim/study/plan/features.hpp)
};

} // namespace archipelago
