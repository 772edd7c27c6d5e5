// A run's slices under the outages of a trace, on the wall clock: who is lost when, and for how long.
//
// The run's nodes look at the trace's (traces/node_map.hpp), learner after learner in their order; the trace begins anew at its end. A
// node holds as many accelerators as the trace says, or one slice where it does not; a slice is lost with any of its nodes, and a
// node takes along every slice that it holds a part of. Each row of the trace is one loss of each such slice, zero-length ones too.
#pragma once

#include "models/failures/traces/node_map.hpp"

#include <memory>
#include <string>
#include <vector>

namespace archipelago {

struct ObservedFailures {
  std::shared_ptr<const OutageTrace> trace;
  std::string name;
  MapKind map = MapKind::sampled;
  Seconds offset;
};

struct SliceOutage { double start = 0, end = 0; std::uint32_t slice = 0; };   // s of the run; start < 0: under way when it begins

struct SliceSchedule {
  std::vector<SliceOutage> outages;           // sorted by start, all before `period`
  double period = 0;                          // then those from 0 on come again; 0: nothing does
};

struct SlicedLearner { std::int64_t accelerators = 1, slice_size = 1; };

// Nodes of the run, or why its learners cannot be made of the trace's nodes.
std::uint32_t nodes_of_run(const OutageTrace& trace, const std::vector<SlicedLearner>& learners, std::string& refusal);

// Whose node each node of the run is: an index into the learners.
std::vector<std::size_t> owners_of_nodes(const OutageTrace& trace, const std::vector<SlicedLearner>& learners);

// One schedule per learner; sampled maps differ by seed.
std::vector<SliceSchedule> observed_schedules(const ObservedFailures& failures, const std::vector<SlicedLearner>& learners, std::uint64_t seed);

} // namespace archipelago
