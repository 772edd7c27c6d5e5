// A run's slices under outages that a generator draws: every seed another history.
//
// Each site is a fleet of its own: its nodes are those of its learners in their order, and the site's name keys its draws, so that sites
// fail apart and one more site leaves the others as they are. The learners of one site share its bursts and its busy seasons. What was
// drawn is then played as a trace is (observed.hpp). The run begins at `offset` of the drawn time: above zero it finds nodes in repair.
#pragma once

#include "models/failures/observed.hpp"

namespace archipelago {

struct Generator;                             // generators/processes.hpp

struct DrawnFailures {
  std::shared_ptr<const Generator> generator; // its processes that take nodes down, and no others
  Seconds offset;
};

struct SitedLearner { SlicedLearner slices; std::string site; };

// One schedule per learner, for a run of `span`; they begin anew after that.
std::vector<SliceSchedule> drawn_schedules(const DrawnFailures& failures, const std::vector<SitedLearner>& learners, Seconds span, std::uint64_t seed);

// A trace of so many nodes at one site, as the runs see it.
OutageTrace drawn_outages(const Generator& generator, std::uint32_t nodes, const std::string& site, Seconds horizon, std::uint64_t seed);

// What one node does in the mean, over many draws: between two outages, and in one.
struct DrawnMeans { Seconds between, repair; };
DrawnMeans means_of(const Generator& generator);

} // namespace archipelago
