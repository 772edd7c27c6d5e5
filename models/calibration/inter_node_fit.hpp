// Fits collectives between nodes: start-up, its growth with the number of nodes, and the efficiency of the adapters.
//
// Only rows with a stated adapter rate are used. Growth needs two node counts; with one it is refused and the prior's
// share of the start-up stays.
#pragma once

#include "models/calibration/errors.hpp"
#include "models/calibration/measurements.hpp"
#include "models/calibration/refusal.hpp"
#include "models/calibration/split.hpp"
#include "models/hardware/inter_node_model.hpp"

#include <vector>

namespace archipelago {

struct InterNodeFit {
  InterNodeModel model;
  Refusals refusals;
  std::vector<Predicted> held_back;
};

InterNodeFit fit_inter_node(const std::vector<CollectiveMeasurement>& rows, const InterNodeModel& prior, HoldBack hold_back);

} // namespace archipelago
